package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Trace;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import mqttlab.packet.Will;

/// A packet of each type, to show how its fields lie. They are written and read by the code that reads all packets,
/// so what they show is what is.
final class Specimens {

    /// How much a specimen holds.
    enum Size {
        /// The fields that are always there.
        BARE,
        /// Every field, and two of what may be repeated.
        FULL,
        /// Each property that may stand there, too.
        LADEN
    }

    private static final int ID = 10;
    private static final Bytes PAYLOAD = Bytes.utf8("hello");

    private Specimens() {}

    /// The specimen, read; nothing broken.
    static Trace read(PacketType type, Version version, Size size) {
        byte[] bytes = Codec.write(packet(type, version, size), version);
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, version, null);
        return trace;
    }

    private static Packet packet(PacketType type, Version version, Size size) {
        boolean isFull = size != Size.BARE;
        boolean isV5 = version == Version.V5;
        Properties properties = isV5 && size == Size.LADEN ? properties(type) : Properties.NONE;
        int code = isV5 && isFull ? 0x80 : 0;
        return switch (type) {
            case CONNECT -> connect(version, properties, size);
            case CONNACK -> new ConnAck(false, 0, properties);
            case PUBLISH ->
                new Publish(
                        "a/b",
                        isFull ? 1 : 0,
                        false,
                        false,
                        isFull ? ID : 0,
                        properties,
                        isFull ? PAYLOAD : Bytes.EMPTY);
            case PUBACK -> new PubAck(ID, code, named(properties, code));
            case PUBREC -> new PubRec(ID, code, named(properties, code));
            case PUBREL -> new PubRel(ID, code == 0 ? 0 : 0x92, named(properties, code));
            case PUBCOMP -> new PubComp(ID, code == 0 ? 0 : 0x92, named(properties, code));
            case SUBSCRIBE -> new Subscribe(ID, properties, requests(isFull));
            case SUBACK -> new SubAck(ID, properties, isFull ? List.of(1, 0x80) : List.of(1));
            case UNSUBSCRIBE -> new Unsubscribe(ID, properties, isFull ? List.of("a/#", "b") : List.of("a/#"));
            case UNSUBACK -> new UnsubAck(ID, properties, isV5 ? isFull ? List.of(0, 0x11) : List.of(0) : List.of());
            case PINGREQ -> new PingReq();
            case PINGRESP -> new PingResp();
            case DISCONNECT -> new Disconnect(code == 0 ? 0 : 0x8e, named(properties, code));
            case AUTH -> isFull ? new Auth(0x18, authentication(properties)) : new Auth(0, Properties.NONE);
        };
    }

    /// A reason in words makes a packet write its properties.
    private static Properties named(Properties properties, int code) {
        return code == 0 || !properties.isEmpty()
                ? properties
                : Properties.of(new Property.Text(PropertyId.REASON_STRING, "why"));
    }

    private static Properties authentication(Properties properties) {
        return properties.isEmpty()
                ? Properties.of(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "X"))
                : properties;
    }

    private static Connect connect(Version version, Properties properties, Size size) {
        if (size == Size.BARE) {
            return new Connect(version, false, "c", true, 60, properties, null, null, null);
        }
        Properties ofWill = properties.isEmpty() ? properties : propertiesOfWill();
        Will will = new Will(ofWill, "a/b", Bytes.utf8("gone"), 0, false);
        return new Connect(version, false, "c", true, 60, properties, will, "me", Bytes.utf8("pw"));
    }

    private static List<Subscribe.Request> requests(boolean isFull) {
        Subscribe.Request first = new Subscribe.Request("a/#", 1);
        return isFull ? List.of(first, new Subscribe.Request("b", 0)) : List.of(first);
    }

    private static Properties properties(PacketType type) {
        List<Property> all = new ArrayList<>();
        for (PropertyId id : PropertyId.values()) {
            if (id.isAllowed(type)) {
                all.add(property(id));
            }
        }
        return new Properties(all);
    }

    private static Properties propertiesOfWill() {
        List<Property> all = new ArrayList<>();
        for (PropertyId id : PropertyId.values()) {
            if (id.isAllowedInWill()) {
                all.add(property(id));
            }
        }
        return new Properties(all);
    }

    private static Property property(PropertyId id) {
        return switch (id.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT -> new Property.Numeric(id, Math.max(id.least(), 1));
            case TEXT -> new Property.Text(id, "x");
            case DATA -> new Property.Data(id, Bytes.utf8("x"));
            case PAIR -> new Property.Pair("x", "y");
        };
    }
}
