package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// The fifteen MQTT control packet types, numbered as on the wire (3.1.1 section 2.2.1, 5.0 section 2.1.2).
public enum PacketType {
    // @formatter:off
    // flags, who sends it, what it is for; what the receiver answers; its story
    CONNECT(0b0000, Direction.CLIENT_TO_SERVER, "a client asks for a connection",
        "CONNACK; in 5.0 AUTH, where it names an Authentication Method",
        "The first packet of every connection, and sent once. It says which version of MQTT is spoken, names the "
            + "client and thereby its session, and may hold a will, a user name and a password."),
    CONNACK(0b0000, Direction.SERVER_TO_CLIENT, "the server accepts or refuses the connection", "",
        "Says whether the client may stay, and whether the server still has its session. In 5.0 its properties also "
            + "say what the server allows."),
    PUBLISH(-1, null, "a message", "PUBACK where QoS is 1, PUBREC where it is 2, nothing where it is 0",
        "Carries a message under a topic: from the client that publishes to the server, and from the server to each "
            + "client with a subscription that matches. Both journeys have a QoS and identifiers of their own."),
    PUBACK(0b0000, null, "QoS 1: the message has arrived", "",
        "The receiver of a PUBLISH with QoS 1 has taken the message over. Until it comes, the sender keeps the "
            + "message, and sends it again when the session goes on."),
    PUBREC(0b0000, null, "QoS 2, first answer: the message has arrived", "PUBREL; in 5.0 nothing to a refusal",
        "The receiver of a PUBLISH with QoS 2 has the message, and remembers its identifier: the same PUBLISH, if it "
            + "comes again, is no second message."),
    PUBREL(0b0010, null, "QoS 2: the sender lets go of the message", "PUBCOMP",
        "The sender has seen PUBREC and has forgotten the message; it will never send it again. Now the receiver may "
            + "forget the identifier."),
    PUBCOMP(0b0000, null, "QoS 2, last answer: the exchange is complete", "",
        "The receiver has forgotten the identifier. It is free for another message."),
    SUBSCRIBE(0b0010, Direction.CLIENT_TO_SERVER, "a client names the messages it wants", "SUBACK",
        "Names topic filters, each with the best QoS in which the client wants what it matches. A filter that was "
            + "subscribed before is replaced."),
    SUBACK(0b0000, Direction.SERVER_TO_CLIENT, "the server grants or refuses subscriptions", "",
        "Has a code for each topic filter of the SUBSCRIBE, in the same order: the QoS that was granted, or a "
            + "refusal."),
    UNSUBSCRIBE(0b0010, Direction.CLIENT_TO_SERVER, "a client ends subscriptions", "UNSUBACK",
        "Names the topic filters to end, each as it was subscribed, character by character."),
    UNSUBACK(0b0000, Direction.SERVER_TO_CLIENT, "the server has ended subscriptions", "",
        "Comes even where no subscription was there to end. In 5.0 it has a code for each topic filter."),
    PINGREQ(0b0000, Direction.CLIENT_TO_SERVER, "a client shows that it is alive, and asks the same", "PINGRESP",
        "Sent where there is nothing else to send before the Keep Alive has passed; a server hangs up on a client "
            + "that was silent for one and a half times as long."),
    PINGRESP(0b0000, Direction.SERVER_TO_CLIENT, "the server is alive", "",
        "Answers a PINGREQ. A client that waits for it in vain does well to close the connection and to make "
            + "another."),
    DISCONNECT(0b0000, null, "the last packet of a connection", "",
        "Says that the connection ends on purpose. From a client it also calls off the will, in 5.0 only with the "
            + "reason code 0x00. A server can send it since 5.0, and say why."),
    AUTH(0b0000, null, "a step of enhanced authentication", "AUTH for a further step, or CONNACK at the end",
        "Since 5.0: goes back and forth between CONNECT and CONNACK, as often as the Authentication Method needs it; "
            + "and later again where the client renews its authentication.");
    // @formatter:on

    private static final PacketType[] ALL = values();

    private final int flags;
    private final @Nullable Direction direction;
    private final String meaning;
    private final String answer;
    private final String story;

    PacketType(int flags, @Nullable Direction direction, String meaning, String answer, String story) {
        this.flags = flags;
        this.direction = direction;
        this.meaning = meaning;
        this.answer = answer;
        this.story = story;
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

    /// What whoever receives it sends back, in a few words; "" where nothing is.
    public String answer() {
        return answer;
    }

    /// What the packet does, in sentences for the learner.
    public String story() {
        return story;
    }

    /// The section about it, in MQTT 3.1 that of 3.1.1; "" for AUTH before 5.0.
    public String section(Version version) {
        return this == AUTH && version != Version.V5 ? "" : "3." + number();
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
