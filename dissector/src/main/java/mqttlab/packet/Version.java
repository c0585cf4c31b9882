package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// A version of MQTT, in the order in which they appeared.
public enum Version {
    V3_1(3, "MQIsdp", "3.1"),
    V3_1_1(4, "MQTT", "3.1.1"),
    V5(5, "MQTT", "5.0");

    /// Set in the protocol level by a broker that connects to another as a bridge (a convention, not of the
    /// standard).
    public static final int BRIDGE = 0x80;

    private final int level;
    private final String protocolName;
    private final String number;

    Version(int level, String protocolName, String number) {
        this.level = level;
        this.protocolName = protocolName;
        this.number = number;
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

    /// The version with this protocol level (without the bridge bit), or null where there is none.
    public static @Nullable Version of(int level) {
        return switch (level) {
            case 3 -> V3_1;
            case 4 -> V3_1_1;
            case 5 -> V5;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "MQTT " + number;
    }
}
