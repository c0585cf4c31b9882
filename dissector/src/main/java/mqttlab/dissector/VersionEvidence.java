package mqttlab.dissector;

import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.PacketType;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Finds out which version a connection speaks.
///
/// CONNECT says it. Without one, a packet which can be read as 3.1.1 but not as 5.0, or the other way round, tells:
/// a CONNACK by its length, most SUBSCRIBEs, most PUBLISHes by what a property length would have to be. 3.1 and
/// 3.1.1 look
/// the same after CONNECT, so the older is never inferred.
final class VersionEvidence {

    private KnownVersion known;
    /// PUBLISHes that both versions can read. Few payloads of 3.1.1 look like properties and a payload, so each
    /// speaks for 5.0 without proving it.
    private int ambiguous;

    private boolean isSettled;

    VersionEvidence(@Nullable Version given) {
        known = given == null ? assumed(0) : new KnownVersion(given, KnownVersion.Source.OPTION, "as you asked");
    }

    private static KnownVersion assumed(int ambiguous) {
        return ambiguous == 0
                ? new KnownVersion(Version.V3_1_1, KnownVersion.Source.ASSUMED, "assumed: nothing seen yet tells")
                : new KnownVersion(
                        Version.V5, KnownVersion.Source.ASSUMED, "assumed: every PUBLISH so far reads as 5.0");
    }

    KnownVersion known() {
        return known;
    }

    Version version() {
        return known.version();
    }

    /// The version to read this packet as. A server without 5.0 refuses a CONNECT of it in its own words: "the Server
    /// MUST respond to the CONNECT Packet with a CONNACK return code 0x01" [MQTT-3.1.2-2] of 3.1.1.
    Version version(@Nullable Direction direction, byte[] bytes, int from, int to) {
        boolean isRefusal311 = version() == Version.V5
                && known.source() == KnownVersion.Source.CONNECT
                && direction != Direction.CLIENT_TO_SERVER
                && to - from == 4
                && (bytes[from] & 0xff) == PacketType.CONNACK.number() << 4
                && bytes[from + 1] == 2
                && bytes[from + 2] == 0
                && ConnAck.returnCodeName(bytes[from + 3]) != null
                && bytes[from + 3] != 0;
        return isRefusal311 ? Version.V3_1_1 : version();
    }

    boolean isUndecided() {
        return !isSettled && known.source() == KnownVersion.Source.ASSUMED;
    }

    void settle() {
        isSettled = true;
    }

    void learn(@Nullable Direction direction, byte[] bytes, int from, int to) {
        PacketType type = from < to ? PacketType.of((bytes[from] & 0xff) >>> 4) : null;
        if (type == null || known.source() == KnownVersion.Source.OPTION) {
            return;
        }
        if (type == PacketType.CONNECT) {
            Version named = Codec.versionOf(bytes, from, to);
            if (named != null) {
                known = new KnownVersion(named, KnownVersion.Source.CONNECT, "");
            }
        } else if (isUndecided()) {
            compare(type, direction, bytes, from, to);
        }
    }

    private void compare(PacketType type, @Nullable Direction direction, byte[] bytes, int from, int to) {
        boolean in311 = canRead(bytes, from, to, Version.V3_1_1, direction);
        boolean in5 = canRead(bytes, from, to, Version.V5, direction);
        if (in311 != in5) {
            Version only = in5 ? Version.V5 : Version.V3_1_1;
            String how = "inferred: a " + type + " that only " + only.number() + " can read";
            known = new KnownVersion(only, KnownVersion.Source.INFERRED, how);
        } else if (in5 && type == PacketType.PUBLISH) {
            ambiguous++;
            known = assumed(ambiguous);
        }
    }

    private static boolean canRead(byte[] bytes, int from, int to, Version version, @Nullable Direction direction) {
        try {
            Codec.read(bytes, from, to, version, direction);
            return true;
        } catch (MalformedPacketException _) {
            return false;
        }
    }
}
