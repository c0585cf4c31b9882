package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// The fifteen MQTT control packet types, numbered as on the wire (3.1.1 section 2.2.1, 5.0 section 2.1.2).
public enum PacketType {
    //          flags  who sends it
    CONNECT(0b0000, Direction.CLIENT_TO_SERVER, "a client asks for a connection"),
    CONNACK(0b0000, Direction.SERVER_TO_CLIENT, "the server accepts or refuses the connection"),
    PUBLISH(-1, null, "a message"),
    PUBACK(0b0000, null, "QoS 1: the message has arrived"),
    PUBREC(0b0000, null, "QoS 2, first answer: the message has arrived"),
    PUBREL(0b0010, null, "QoS 2: the sender lets go of the message"),
    PUBCOMP(0b0000, null, "QoS 2, last answer: the exchange is complete"),
    SUBSCRIBE(0b0010, Direction.CLIENT_TO_SERVER, "a client names the messages it wants"),
    SUBACK(0b0000, Direction.SERVER_TO_CLIENT, "the server grants or refuses subscriptions"),
    UNSUBSCRIBE(0b0010, Direction.CLIENT_TO_SERVER, "a client ends subscriptions"),
    UNSUBACK(0b0000, Direction.SERVER_TO_CLIENT, "the server has ended subscriptions"),
    PINGREQ(0b0000, Direction.CLIENT_TO_SERVER, "a client shows that it is alive, and asks the same"),
    PINGRESP(0b0000, Direction.SERVER_TO_CLIENT, "the server is alive"),
    DISCONNECT(0b0000, null, "the last packet of a connection"),
    AUTH(0b0000, null, "a step of enhanced authentication");

    private static final PacketType[] ALL = values();

    private final int flags;
    private final @Nullable Direction direction;
    private final String meaning;

    PacketType(int flags, @Nullable Direction direction, String meaning) {
        this.flags = flags;
        this.direction = direction;
        this.meaning = meaning;
    }

    /// The type's number, 1 to 15.
    public int number() {
        return ordinal() + 1;
    }

    /// What the lower four bits of the first byte must be, or -1 for PUBLISH, whose flags carry meaning.
    public int flags() {
        return flags;
    }

    /// The only way this packet may travel, or null where it may travel both ways in this version.
    public @Nullable Direction direction(Version version) {
        return this == DISCONNECT && version != Version.V5 ? Direction.CLIENT_TO_SERVER : direction;
    }

    /// What the packet is for, in a few words.
    public String meaning() {
        return meaning;
    }

    /// The type that has this number in `version`, or null where it is reserved there: 0, and 15 before 5.0.
    public static @Nullable PacketType of(int number, Version version) {
        PacketType type = of(number);
        return type == AUTH && version != Version.V5 ? null : type;
    }

    /// The type with this number in any version, or null for 0 and for what four bits cannot hold.
    public static @Nullable PacketType of(int number) {
        return number >= 1 && number <= ALL.length ? ALL[number - 1] : null;
    }
}
