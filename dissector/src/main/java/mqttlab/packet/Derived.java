package mqttlab.packet;

import static mqttlab.packet.Field.group;
import static mqttlab.packet.Field.text;

/// Fields that stand in no packet's bytes: they follow from what went before, or are remarks about what stands
/// there.
public final class Derived {

    private Derived() {}

    // @formatter:off
    public static final Field
            TOPIC = text("mqtt.topic", "Topic Name", "3.3.2.3.4",
                    "The topic that the Topic Alias stands for.").since5(),
            PAYLOAD_TEXT = text("mqtt.msg_text", "Payload", "3.3.3", "The payload as text."),
            WILL_TEXT = text("mqtt.willmsg_text", "Will Payload", "3.1.3.4", "The will as text.").in311("3.1.3.3"),
            DECODED_AS = text("mqtt.msg_decoded_as", "Payload decoded as", "", "What the payload was taken for."),
            EMPTY_TOPIC = group("mqtt.illegal_topic_length", "Topic is empty", "4.7.3", "It may not be."),
            UNKNOWN_VERSION = group("mqtt.unknown_version", "Version unknown", "",
                    "No CONNECT was seen, and nothing tells."),
            UNKNOWN_ALIAS = group("mqtt.unknown_topic_alias", "Topic Alias unknown", "3.3.2.3.4",
                    "No packet has set this alias.").since5();
    // @formatter:on
}
