package mqttlab.payload;

import org.jspecify.annotations.Nullable;

/// Sparkplug B, by the schema of Sparkplug 3.0.0 section 6.4.1, with the names that its aliases stand for.
final class SparkplugFormat implements PayloadFormat {

    private @Nullable SparkplugAliases aliases;

    @Override
    public String name() {
        return "sparkplug";
    }

    @Override
    public boolean isUsedOn(String topic) {
        return SparkplugTopic.parse(topic) != null;
    }

    @Override
    public void learn(Message message) {
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        if (topic != null && topic.isBirth()) {
            try {
                aliases().learn(topic, SparkplugValues.parse(message.payload()));
            } catch (PayloadException e) {
                // It is told when the message is decoded; what was known before still is.
            }
        }
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        return new SparkplugValues(topic, aliases()).payload(SparkplugValues.parse(message.payload()));
    }

    private SparkplugAliases aliases() {
        if (aliases == null) {
            aliases = new SparkplugAliases();
        }
        return aliases;
    }
}
