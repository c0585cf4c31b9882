package mqttlab.bench.load;

import java.nio.ByteBuffer;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;

/// The bytes of the packets that are sent: written once, by the codec, or four bytes long.
final class Packets {

    // The first bytes of packets: type and flags, 3.1.1 section 2.2.
    static final int CONNACK = 0x20, PUBLISH = 0x30, PUBACK = 0x40, PUBREC = 0x50, PUBREL = 0x62, PUBCOMP = 0x70;
    static final int SUBACK = 0x90;

    /// Of a payload that carries the publisher, the message's number and its time.
    static final int MIN_PAYLOAD = 20;

    private Packets() {}

    static byte[] connect(String clientId, boolean cleanSession) {
        Connect connect =
                new Connect(Version.V3_1_1, false, clientId, cleanSession, 600, Properties.NONE, null, null, null);
        return Codec.write(connect, Version.V3_1_1);
    }

    static byte[] subscribe(String filter, int qos) {
        List<Subscribe.Request> requests = List.of(new Subscribe.Request(filter, qos));
        return Codec.write(new Subscribe(1, Properties.NONE, requests), Version.V3_1_1);
    }

    /// A PUBLISH with a payload of zeros.
    static byte[] publish(String topic, int qos, boolean retain, int payload) {
        int id = qos == 0 ? 0 : 1;
        Publish publish = new Publish(topic, qos, false, retain, id, Properties.NONE, Bytes.of(new byte[payload]));
        return Codec.write(publish, Version.V3_1_1);
    }

    /// Writes a PUBACK, PUBREC, PUBREL or PUBCOMP.
    static void answer(ByteBuffer out, int first, int packetId) {
        out.putInt(first << 24 | 2 << 16 | packetId);
    }

    /// The Packet Identifier that the variable header begins with.
    static int packetId(ByteBuffer in, int body) {
        return Short.toUnsignedInt(in.getShort(body));
    }
}
