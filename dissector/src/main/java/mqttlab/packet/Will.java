package mqttlab.packet;

/// The message that a server publishes for a client that vanishes. 3.1.1 section 3.1.2.5, 5.0 section 3.1.2.5.
///
/// @param qos 0 to 2
public record Will(Properties properties, String topic, Bytes payload, int qos, boolean retain) {

    static final Will BLANK = new Will(Properties.NONE, "", Bytes.EMPTY, 0, false);
}
