package mqttlab.packet;

/// Fields that stand in no packet's bytes: they follow from what went before, or are remarks about what stands there.
public final class Derived {

    private Derived() {}

    public static final Field
            TOPIC = Field.text("mqtt.topic", "Topic Name", "", "3.3.2.3.4", "The topic that the Topic Alias stands for."),
            PAYLOAD_TEXT = Field.text("mqtt.msg_text", "Payload", "3.3.3", "3.3.3", "The payload as text."),
            WILL_TEXT = Field.text("mqtt.willmsg_text", "Will Payload", "3.1.3.3", "3.1.3.4", "The will as text."),
            DECODED_AS = Field.text("mqtt.msg_decoded_as", "Payload decoded as", "", "", "What the payload was taken for."),
            EMPTY_TOPIC = Field.group("mqtt.illegal_topic_length", "Topic is empty", "4.7.3", "4.7.3", "It may not be."),
            UNKNOWN_VERSION = Field.group(
                    "mqtt.unknown_version", "Version unknown", "", "", "No CONNECT was seen, and nothing tells."),
            UNKNOWN_ALIAS = Field.group(
                    "mqtt.unknown_topic_alias", "Topic Alias unknown", "", "3.3.2.3.4", "No packet has set this alias.");
}
