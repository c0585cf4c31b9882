package mqttlab.client;

import mqttlab.packet.Properties;

/// How a message was received by the server.
///
/// @param reasonCode of PUBACK or PUBREC, below 0x80: 0 for success, 0x10 where the server knows of no subscriber
/// @param properties of that packet
public record Published(int reasonCode, Properties properties) {

    /// QoS 0 gets no answer, and before 5.0 an answer says no more.
    public static final Published SUCCESS = new Published(0, Properties.NONE);

    static Published of(int reasonCode, Properties properties) {
        return reasonCode == 0 && properties.isEmpty() ? SUCCESS : new Published(reasonCode, properties);
    }
}
