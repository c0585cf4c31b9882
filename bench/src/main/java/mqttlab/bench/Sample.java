package mqttlab.bench;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;

/// The packets that are measured: the one a broker sees all day, and two with many fields.
public enum Sample {
    /// 95 bytes, QoS 1.
    PUBLISH(Version.V3_1_1, publish()),
    /// Five properties, user name and password.
    CONNECT(Version.V5, connect()),
    /// 20 topic filters.
    SUBSCRIBE(Version.V5, subscribe());

    private final Version version;
    private final Packet packet;

    Sample(Version version, Packet packet) {
        this.version = version;
        this.packet = packet;
    }

    Version version() {
        return version;
    }

    Packet packet() {
        return packet;
    }

    byte[] bytes() {
        return Codec.write(packet, version);
    }

    private static Publish publish() {
        String json = "{\"t\":1774159200123,\"value\":21.5,\"unit\":\"C\",\"ok\":true,\"seq\":4711}";
        return new Publish("site/7/line/2/temperature", 1, false, false, 4711, Properties.NONE, Bytes.utf8(json));
    }

    private static Connect connect() {
        Properties properties = Properties.of(
                new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, 3600),
                new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, 100),
                new Property.Numeric(PropertyId.TOPIC_ALIAS_MAXIMUM, 10),
                new Property.Numeric(PropertyId.MAXIMUM_PACKET_SIZE, 1_048_576),
                new Property.Pair("site", "berlin"));
        Bytes password = Bytes.utf8("correct horse battery staple");
        return new Connect(Version.V5, false, "gateway-0042", true, 60, properties, null, "gateway", password);
    }

    private static Subscribe subscribe() {
        List<Subscribe.Request> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(new Subscribe.Request("site/" + i + "/line/+/temperature", i % 3));
        }
        return new Subscribe(17, Properties.NONE, requests);
    }
}
