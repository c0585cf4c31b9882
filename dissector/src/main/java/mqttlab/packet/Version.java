package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// A version of MQTT, in the order in which they appeared.
public enum Version {
    // @formatter:off
    // protocol level and name, number; what it is
    V3_1(3, "MQIsdp", "3.1",
        "The specification that IBM and Eurotech published in 2010, before there was a standard. It differs from 3.1.1 "
            + "in details, such as the protocol name, client identifiers of 1 to 23 characters, and no Session "
            + "Present."),
    V3_1_1(4, "MQTT", "3.1.1",
        "The OASIS Standard of 29 October 2014, also ISO/IEC 20922:2016, and still the version that most devices "
            + "speak."),
    V5(5, "MQTT", "5.0",
        "The OASIS Standard of 7 March 2019. It adds properties, reason codes in every answer, sessions that expire, "
            + "topic aliases, flow control, shared subscriptions, requests and responses, and the packet AUTH.");
    // @formatter:on

    /// Set in the protocol level by a broker that connects to another as a bridge (a convention, not of the
    /// standard).
    public static final int BRIDGE = 0x80;

    private final int level;
    private final String protocolName;
    private final String number;
    private final String story;

    Version(int level, String protocolName, String number, String story) {
        this.level = level;
        this.protocolName = protocolName;
        this.number = number;
        this.story = story;
    }

    /// The protocol level that CONNECT carries for this version.
    public int level() {
        return level;
    }

    public String protocolName() {
        return protocolName;
    }

    /// "3.1", "3.1.1" or "5.0".
    public String number() {
        return number;
    }

    /// What it is, in sentences for the learner.
    public String story() {
        return story;
    }

    /// The version with this protocol level (without the bridge bit), or null where there is none.
    public static @Nullable Version of(int level) {
        return switch (level) {
            case 3 -> V3_1;
            case 4 -> V3_1_1;
            case 5 -> V5;
            default -> null;
        };
    }

    /// Whether a CONNECT of any version begins with this name.
    static boolean isProtocolName(String name) {
        return name.equals(V3_1.protocolName) || name.equals(V5.protocolName);
    }

    @Override
    public String toString() {
        return "MQTT " + number;
    }
}
