package mqttlab.conform;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// Makes packets of what a conversation says of them. What it does not say is: a client identifier of its own, Clean
/// Start, Keep Alive 60; QoS 0, no flag, no payload, the topic `{t}`. Before 5.0 properties are left out.
final class PacketMaker {

    private final Version version;
    private final Names names;
    private final Login login;

    /// User name and password, for a CONNECT that gives none.
    record Login(@Nullable String userName, @Nullable String password) {
        static final Login NONE = new Login(null, null);
    }

    PacketMaker(Version version, Names names, Login login) {
        this.version = version;
        this.names = names;
        this.login = login;
    }

    Packet make(String client, Message.Named message) {
        Fields fields = new Fields(message);
        Properties properties = fields.properties(message.type());
        return switch (message.type()) {
            case CONNECT -> connect(client, fields, properties);
            case PUBLISH ->
                new Publish(
                        fields.text("topic", "{t}"),
                        fields.number("qos", 0),
                        fields.is("dup", false),
                        fields.is("retain", false),
                        fields.number("id", 0),
                        properties,
                        fields.bytes("payload"));
            case PUBACK -> new PubAck(fields.number("id", 0), fields.number("code", 0), properties);
            case PUBREC -> new PubRec(fields.number("id", 0), fields.number("code", 0), properties);
            case PUBREL -> new PubRel(fields.number("id", 0), fields.number("code", 0), properties);
            case PUBCOMP -> new PubComp(fields.number("id", 0), fields.number("code", 0), properties);
            case SUBSCRIBE -> new Subscribe(fields.number("id", 1), properties, requests(message));
            case UNSUBSCRIBE -> new Unsubscribe(fields.number("id", 1), properties, fields.all("filter"));
            case PINGREQ -> new PingReq();
            case DISCONNECT -> new Disconnect(fields.number("code", 0), properties);
            case AUTH -> new Auth(fields.number("code", 0), properties);
            case CONNACK, SUBACK, UNSUBACK, PINGRESP ->
                throw new ScenarioException("only a server sends " + message.type() + "; write its bytes");
        };
    }

    private Connect connect(String client, Fields fields, Properties properties) {
        String topic = fields.find("will-topic");
        Will will = topic == null
                ? null
                : new Will(
                        fields.willProperties(),
                        topic,
                        fields.bytes("will-payload"),
                        fields.number("will-qos", 0),
                        fields.is("will-retain", false));
        String userName = fields.find("user-name");
        String password = fields.find("password");
        boolean isOurs = userName != null || password != null;
        String secret = isOurs ? password : login.password();
        return new Connect(
                version,
                false,
                fields.text("client-id", names.clientId(client)),
                fields.is("clean-start", true),
                fields.number("keep-alive", 60),
                properties,
                will,
                isOurs ? userName : login.userName(),
                secret == null ? null : Bytes.utf8(secret));
    }

    /// Each filter begins a request; what follows belongs to it.
    private List<Subscribe.Request> requests(Message.Named message) {
        List<Map<String, String>> groups = new ArrayList<>();
        for (Message.Entry entry : message.fields()) {
            if (entry.name().equals("filter")) {
                groups.add(new LinkedHashMap<>());
            }
            if (!groups.isEmpty()) {
                groups.getLast().put(entry.name(), names.expand(entry.value()));
            }
        }
        List<Subscribe.Request> requests = new ArrayList<>();
        for (Map<String, String> it : groups) {
            requests.add(new Subscribe.Request(
                    it.getOrDefault("filter", ""),
                    PacketWords.number(it.getOrDefault("qos", "0")),
                    it.getOrDefault("no-local", "0").equals("1"),
                    it.getOrDefault("retain-as-published", "0").equals("1"),
                    PacketWords.number(it.getOrDefault("retain-handling", "0"))));
        }
        return requests;
    }

    /// The fields of one packet.
    private final class Fields {

        private final Message.Named message;

        Fields(Message.Named message) {
            this.message = message;
        }

        @Nullable
        String find(String name) {
            for (Message.Entry entry : message.fields()) {
                if (entry.name().equals(name)) {
                    return names.expand(entry.value());
                }
            }
            return null;
        }

        List<String> all(String name) {
            List<String> all = new ArrayList<>();
            for (Message.Entry entry : message.fields()) {
                if (entry.name().equals(name)) {
                    all.add(names.expand(entry.value()));
                }
            }
            return all;
        }

        String text(String name, String absent) {
            String value = find(name);
            return value == null ? names.expand(absent) : value;
        }

        int number(String name, int absent) {
            String value = find(name);
            return value == null ? absent : PacketWords.number(value);
        }

        boolean is(String name, boolean absent) {
            String value = find(name);
            return value == null ? absent : value.equals("1");
        }

        Bytes bytes(String name) {
            return data(text(name, ""));
        }

        Properties properties(PacketType type) {
            List<Property> all = new ArrayList<>();
            for (Message.Entry entry : message.fields()) {
                PropertyId id = FieldNames.property(entry.name());
                if (id != null && id.isAllowed(type) && version == Version.V5) {
                    all.add(property(id, names.expand(entry.value())));
                }
            }
            return new Properties(all);
        }

        Properties willProperties() {
            List<Property> all = new ArrayList<>();
            for (Message.Entry entry : message.fields()) {
                PropertyId id = FieldNames.willProperty(entry.name());
                if (id != null && version == Version.V5) {
                    all.add(property(id, names.expand(entry.value())));
                }
            }
            return new Properties(all);
        }
    }

    private static Property property(PropertyId id, String value) {
        return switch (id.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT ->
                new Property.Numeric(id, PacketWords.number(value) & 0xffff_ffffL);
            case TEXT -> new Property.Text(id, value);
            case DATA -> new Property.Data(id, data(value));
            case PAIR -> {
                int colon = value.indexOf(':');
                if (colon < 0) {
                    throw new ScenarioException("expected 'name:value' but found '" + value + "'");
                }
                yield new Property.Pair(value.substring(0, colon), value.substring(colon + 1));
            }
        };
    }

    /// "hello", or "hex:00ff".
    static Bytes data(String value) {
        return value.startsWith("hex:") ? Bytes.of(HexFormat.of().parseHex(value.substring(4))) : Bytes.utf8(value);
    }
}
