package mqttlab.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The properties of a packet or a will, in their order. 5.0 section 2.2.2.
///
/// @param all each at most once, but for the User Property and, from a server, the Subscription Identifier
public record Properties(List<Property> all) {

    // @formatter:off
    public static final Field
            PROPERTIES = Field.group("mqtt.properties", "Properties", "2.2.2", "What 5.0 adds to the packet.").since5(),
            WILL_PROPERTIES = Field.group("mqtt.will_properties", "Will Properties", "3.1.3.2",
                    "What 5.0 adds to the will.").since5(),
            LENGTH = Field.number("mqtt.property_len", "Property Length", "2.2.2.1",
                    "How many bytes of properties follow.").since5(),
            ID = Field.hex("mqtt.property_id", "Property", "2.2.2.2",
                    "Which property follows.").since5().names(PropertyId::name),
            UNKNOWN = Field.bytes("mqtt.prop_unknown", "Unknown Property", "2.2.2.2",
                    "What follows an identifier that the standard does not define; its length is not known.").since5(),
            TEXT_LENGTH = Field.number("mqtt.prop_string_len", "Length", "1.5.4",
                    "Bytes of UTF-8 that follow.").since5(),
            DATA_LENGTH = Field.number("mqtt.prop_string_len", "Length", "1.5.6", "Bytes that follow.").since5(),
            CONTENT_TYPE_LENGTH = Field.number("mqttlab.content_type_len", "Length", "1.5.4",
                    "Bytes of UTF-8 that follow.").since5(),
            NAME_LENGTH = Field.number("mqtt.prop_key_len", "Name Length", "1.5.7",
                    "Bytes of UTF-8 that follow.").since5(),
            VALUE_LENGTH = Field.number("mqtt.prop_value_len", "Value Length", "1.5.7",
                    "Bytes of UTF-8 that follow.").since5(),
            VALUE = Field.text("mqtt.prop_value", "User Property Value", "1.5.7", "What the name stands for.").since5();
    // @formatter:on

    public static final Properties NONE = new Properties(List.of());

    /// The place of will properties, among the numbers of the packet types.
    private static final int WILL = 0;

    public Properties {
        all = List.copyOf(all);
    }

    public static Properties of(Property... all) {
        return new Properties(List.of(all));
    }

    static Properties walk(Wire wire, PacketType packet, Properties it) {
        return walk(wire, PROPERTIES, packet.number(), it);
    }

    static Properties walkWill(Wire wire, Properties it) {
        return walk(wire, WILL_PROPERTIES, WILL, it);
    }

    private static Properties walk(Wire wire, Field label, int place, Properties it) {
        int group = wire.open(label);
        int block = wire.begin(LENGTH);
        Properties properties = wire.more(!it.isEmpty()) ? inBlock(wire, place, it) : NONE;
        wire.end(block);
        wire.close(group);
        return properties;
    }

    private static Properties inBlock(Wire wire, int place, Properties it) {
        Repeated<Property> all = new Repeated<>(wire, it.all);
        long seen = 0;
        try {
            while (all.more()) {
                Property property = one(wire, place, all.next());
                PropertyId id = property.id();
                if ((seen & 1L << id.value()) != 0) {
                    wire.check(mayRepeat(id, place), id.field(place), Rule.PROPERTY_ONCE);
                }
                seen |= 1L << id.value();
                all.add(property);
            }
        } catch (MalformedPacketException e) {
            if (!wire.skipBlock(e)) {
                throw e;
            }
        }
        return new Properties(all.all());
    }

    private static Property one(Wire wire, int place, @Nullable Property it) {
        PropertyId id = PropertyId.of(wire.varint(ID, it == null ? 0 : it.id().value()));
        if (id == null) {
            throw wire.malformed(ID, Rule.KNOWN_PROPERTY);
        }
        wire.check(id.isAllowed(place), ID, Rule.PROPERTY_ALLOWED);
        Field field = id.field(place);
        return switch (id.kind()) {
            case BYTE -> number(wire, id, field, wire.u8(field, (int) number(it)));
            case TWO_BYTES -> number(wire, id, field, wire.u16(field, (int) number(it)));
            case FOUR_BYTES -> number(wire, id, field, wire.u32(field, number(it)));
            case VARINT -> number(wire, id, field, wire.varint(field, (int) number(it)));
            case TEXT -> text(wire, place, id, field, it);
            case DATA -> {
                Bytes value = it instanceof Property.Data data ? data.value() : Bytes.EMPTY;
                yield new Property.Data(id, wire.data(DATA_LENGTH, field, value));
            }
            case PAIR -> pair(wire, field, it);
        };
    }

    private static Property number(Wire wire, PropertyId id, Field field, long value) {
        Rule rule = id == PropertyId.TOPIC_ALIAS ? Rule.TOPIC_ALIAS_NOT_ZERO : Rule.PROPERTY_RANGE;
        wire.check(value >= id.least() && value <= id.greatest(), field, rule);
        return new Property.Numeric(id, value);
    }

    private static Property text(Wire wire, int place, PropertyId id, Field field, @Nullable Property it) {
        String value = it instanceof Property.Text text ? text.value() : "";
        if (id == PropertyId.RESPONSE_TOPIC) {
            Rule wildcards = place == WILL ? Rule.WILDCARD : Rule.RESPONSE_TOPIC;
            String topic = Topics.name(wire, TEXT_LENGTH, field, value, wildcards);
            wire.check(!topic.isEmpty(), field, Rule.TOPIC_NOT_EMPTY);
            return new Property.Text(id, topic);
        }
        Field length = id == PropertyId.CONTENT_TYPE ? CONTENT_TYPE_LENGTH : TEXT_LENGTH;
        return new Property.Text(id, wire.text(length, field, value));
    }

    private static Property pair(Wire wire, Field field, @Nullable Property it) {
        String name = wire.text(NAME_LENGTH, field, it instanceof Property.Pair pair ? pair.name() : "");
        String value = wire.text(VALUE_LENGTH, VALUE, it instanceof Property.Pair pair ? pair.value() : "");
        return new Property.Pair(name, value);
    }

    private static long number(@Nullable Property it) {
        return it instanceof Property.Numeric number ? number.value() : 0;
    }

    /// Whether packets of this type may hold the property more than once.
    public static boolean mayRepeat(PropertyId id, PacketType packet) {
        return mayRepeat(id, packet.number());
    }

    static boolean mayRepeat(PropertyId id, int place) {
        return id == PropertyId.USER_PROPERTY
                || id == PropertyId.SUBSCRIPTION_IDENTIFIER && place == PacketType.PUBLISH.number();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// The first property with this identifier, or null.
    public @Nullable Property find(PropertyId id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id() == id) {
                return all.get(i);
            }
        }
        return null;
    }

    public boolean has(PropertyId id) {
        return find(id) != null;
    }

    /// The value of a number, or `absent`.
    public long number(PropertyId id, long absent) {
        return find(id) instanceof Property.Numeric number ? number.value() : absent;
    }

    /// The value of a text, or null.
    public @Nullable String text(PropertyId id) {
        return find(id) instanceof Property.Text text ? text.value() : null;
    }

    /// The value of binary data, or null.
    public @Nullable Bytes data(PropertyId id) {
        return find(id) instanceof Property.Data data ? data.value() : null;
    }

    /// The User Properties, in their order.
    public List<Property.Pair> userProperties() {
        List<Property.Pair> pairs = new ArrayList<>();
        for (Property property : all) {
            if (property instanceof Property.Pair pair) {
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
