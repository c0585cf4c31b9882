package mqttlab.cli.client;

import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import org.jspecify.annotations.Nullable;

/// The options for the will: what the server is to publish when the connection is lost.
final class WillOptions {

    private final Options.Value<@Nullable String> topic;
    private final Options.Value<@Nullable String> payload;
    private final Options.Value<@Nullable String> qos;
    private final Options.Value<Boolean> retain;

    WillOptions(Options options) {
        // @formatter:off
        topic = options.text("--will-topic", "TOPIC", "Have the server publish a will to this topic when the connection is lost.");
        payload = options.text("--will-payload", "TEXT", "The payload of the will; empty if not given.");
        qos = options.text("--will-qos", "0|1|2", "The QoS of the will.");
        retain = options.flag("--will-retain", "Have the server retain the will.");
        // @formatter:on
    }

    /// The will, or null.
    @Nullable
    Message will(Properties properties) {
        String to = topic.get();
        if (to == null) {
            if (payload.get() != null || qos.get() != null || retain.get() || !properties.isEmpty()) {
                throw Usage.wrong("a will needs --will-topic");
            }
            return null;
        }
        String text = payload.get();
        Bytes bytes = text == null ? Bytes.EMPTY : Bytes.utf8(text);
        int level = (int) Numbers.parse("--will-qos", qos.get(), 0, 2, 0);
        return new Message(to, bytes, level, retain.get(), properties, 0);
    }
}
