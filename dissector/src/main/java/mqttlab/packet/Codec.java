package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// Whole packets: bytes to a value, a value to bytes, bytes to a trace.
///
/// A CONNECT names its own version; for it the version given here matters only where the packet is too damaged to
/// tell.
public final class Codec {

    private Codec() {}

    /// Reads the packet that fills the bytes from `from` to `to`. Payloads are slices of the array.
    ///
    /// @throws MalformedPacketException where the bytes break a rule of the version
    public static Packet read(byte[] bytes, int from, int to, Version version) {
        return read(bytes, from, to, version, null);
    }

    /// The same, for a packet known to travel in this direction.
    public static Packet read(byte[] bytes, int from, int to, Version version, @Nullable Direction direction) {
        return read(new Reader(bytes, from, to, actual(bytes, from, to, version), direction, null));
    }

    /// The bytes of `packet`.
    ///
    /// @throws IllegalArgumentException where it breaks a rule of the version
    public static byte[] write(Packet packet, Version version) {
        Writer writer = new Writer(packet instanceof Connect connect ? connect.version() : version);
        writer.write(packet);
        return writer.toArray();
    }

    /// Reads the bytes from `from` to `to` into a trace, whatever they are. Returns the packet, or null where
    /// reading had to stop; it may break rules, which then stand in the trace, and lack what its properties hold
    /// behind one that could not be read.
    public static @Nullable Packet trace(
            Trace trace, byte[] bytes, int from, int to, Version version, @Nullable Direction direction) {
        Version actual = actual(bytes, from, to, version);
        trace.reset(bytes, from, to, actual);
        Reader reader = new Reader(bytes, from, to, actual, direction, trace);
        try {
            return read(reader);
        } catch (MalformedPacketException e) {
            reader.giveUp(e);
            trace.closeAll(reader.position());
            return null;
        }
    }

    /// The version that the CONNECT in these bytes names, or null where they hold none or it names none we know.
    public static @Nullable Version versionOf(byte[] bytes, int from, int to) {
        return Connect.versionOf(bytes, from, to);
    }

    private static Version actual(byte[] bytes, int from, int to, Version version) {
        Version named = versionOf(bytes, from, to);
        return named == null ? version : named;
    }

    private static Packet read(Reader wire) {
        int first = FixedHeader.read(wire);
        PacketType type = PacketType.of(first >>> 4, wire.version());
        if (type == null) {
            throw wire.malformed(FixedHeader.TYPE, Rule.KNOWN_TYPE);
        }
        Packet packet = switch (type) {
            case CONNECT -> Connect.walk(wire, Connect.BLANK);
            case CONNACK -> ConnAck.walk(wire, ConnAck.BLANK);
            case PUBLISH -> Publish.walk(wire, first, Publish.BLANK);
            case PUBACK -> PubAck.walk(wire, PubAck.BLANK);
            case PUBREC -> PubRec.walk(wire, PubRec.BLANK);
            case PUBREL -> PubRel.walk(wire, PubRel.BLANK);
            case PUBCOMP -> PubComp.walk(wire, PubComp.BLANK);
            case SUBSCRIBE -> Subscribe.walk(wire, Subscribe.BLANK);
            case SUBACK -> SubAck.walk(wire, SubAck.BLANK);
            case UNSUBSCRIBE -> Unsubscribe.walk(wire, Unsubscribe.BLANK);
            case UNSUBACK -> UnsubAck.walk(wire, UnsubAck.BLANK);
            case PINGREQ -> PingReq.PACKET;
            case PINGRESP -> PingResp.PACKET;
            case DISCONNECT -> Disconnect.walk(wire, Disconnect.BLANK);
            case AUTH -> Auth.walk(wire, Auth.BLANK);
        };
        if (wire.left() > 0) {
            throw wire.trailing();
        }
        return packet;
    }

    /// Writes all but the fixed header, and returns the first byte.
    static int walk(Writer wire, Packet packet) {
        int first = packet.type().number() << 4 | Math.max(0, packet.type().flags());
        switch (packet) {
            // First, since the cases are tried in their order.
            case Publish it -> {
                first |= it.flags();
                Publish.walk(wire, first, it);
            }
            case Connect it -> Connect.walk(wire, it);
            case ConnAck it -> ConnAck.walk(wire, it);
            case PubAck it -> PubAck.walk(wire, it);
            case PubRec it -> PubRec.walk(wire, it);
            case PubRel it -> PubRel.walk(wire, it);
            case PubComp it -> PubComp.walk(wire, it);
            case Subscribe it -> Subscribe.walk(wire, it);
            case SubAck it -> SubAck.walk(wire, it);
            case Unsubscribe it -> Unsubscribe.walk(wire, it);
            case UnsubAck it -> UnsubAck.walk(wire, it);
            case PingReq it -> {}
            case PingResp it -> {}
            case Disconnect it -> Disconnect.walk(wire, it);
            case Auth it -> {
                wire.check(wire.isV5(), FixedHeader.TYPE, Rule.KNOWN_TYPE);
                Auth.walk(wire, it);
            }
        }
        return first;
    }
}
