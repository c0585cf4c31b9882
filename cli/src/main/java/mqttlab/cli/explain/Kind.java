package mqttlab.cli.explain;

import java.util.List;

/// What a thing to explain can be, and the words that say so in front of its name: `property 33`.
enum Kind {
    PACKET("packet type", "packet type", "packet", "type"),
    FIELD("field", "field"),
    PROPERTY("property", "property"),
    REASON_CODE("reason code", "reason code", "reason", "code"),
    RETURN_CODE("return code", "connect return code", "return code", "code"),
    STATEMENT("statement", "statement"),
    VERSION("version", "protocol version", "version", "mqtt"),
    TOPIC_FILTER("topic filter"),
    TOPIC("topic");

    private final String text;
    private final List<String> words;

    Kind(String text, String... words) {
        this.text = text;
        this.words = List.of(words);
    }

    /// "reason code"
    String text() {
        return text;
    }

    /// What may stand in front of the name to ask for this kind alone, in lower case.
    List<String> words() {
        return words;
    }
}
