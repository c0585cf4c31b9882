package mqttlab.broker.hub;

import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// The PUBLISH of one message in its variants, each written once for all who are sent the same: a copy then gets its
/// packet identifier and DUP flag.
final class Frames {

    private static final int DUP = 0x08;
    private static final int KINDS = 2 * 3 * 2;

    private final @Nullable Writer[] writers = new Writer[KINDS];
    private @Nullable Message message;
    private int written;

    /// Appends the packet to `out`, unless it is longer than `most` bytes; returns whether it did.
    boolean append(
            Writer out, Version version, Message it, int qos, boolean dup, boolean retain, int packetId, int most) {
        Writer frame = frame(version, it, qos, retain);
        if (frame.size() > most) {
            return false;
        }
        int start = out.copy(frame.array(), frame.size());
        byte[] bytes = out.array();
        if (qos > 0) {
            int at = start + 1;
            while (bytes[at] < 0) {
                at++;
            }
            int topic = at + 1;
            int id = topic + 2 + ((bytes[topic] & 0xff) << 8 | bytes[topic + 1] & 0xff);
            bytes[id] = (byte) (packetId >>> 8);
            bytes[id + 1] = (byte) packetId;
            if (dup) {
                bytes[start] |= DUP;
            }
        }
        return true;
    }

    private Writer frame(Version version, Message it, int qos, boolean retain) {
        if (message != it) {
            message = it;
            written = 0;
        }
        int kind = ((version == Version.V5 ? 3 : 0) + qos) * 2 + (retain ? 1 : 0);
        Writer writer = writers[kind];
        if (writer == null) {
            writer = new Writer(version == Version.V5 ? Version.V5 : Version.V3_1_1);
            writers[kind] = writer;
        }
        if ((written & 1 << kind) == 0) {
            writer.clear();
            writer.write(new Publish(it.topic(), qos, false, retain, qos == 0 ? 0 : 1, it.properties(), it.payload()));
            written |= 1 << kind;
        }
        return writer;
    }
}
