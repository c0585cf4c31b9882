package mqttlab.cli.client;

import java.io.IOException;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import org.jspecify.annotations.Nullable;

/// `mqttlab pub`: publishes messages.
public final class PubCommand implements Command {

    private final Options options = new Options();
    private final MessageOptions message =
            new MessageOptions(options, new Encoding(options, "What is to be sent is given"));
    // @formatter:off
    private final Options.Value<Boolean> lines = options.flag("-l --stdin-line", "Send each line of standard input as a message.");
    private final Options.Value<Boolean> topicLines = options.flag("--topic-lines", "The same, where each line begins with its topic and a space, as sub -F '%%t %%p' prints it.");
    private final Options.Value<@Nullable String> repeat = options.text("--repeat", "COUNT", "Send the message so many times, each when the one before is delivered.");
    private final Options.Value<@Nullable String> delay = options.text("--repeat-delay", "SECONDS", "The pause between them.");
    // @formatter:on
    private final ClientOptions client =
            new ClientOptions("pub", options, List.of(Place.CONNECT, Place.PUBLISH, Place.DISCONNECT, Place.WILL));

    @Override
    public Options options() {
        return options;
    }

    @Override
    public List<String> words(List<String> given) throws IOException {
        return client.words(given);
    }

    @Override
    public int run(Streams streams) throws IOException {
        boolean isLines = lines.get() || topicLines.get();
        int given = message.count() + (isLines ? 1 : 0);
        if (given != 1) {
            throw Usage.wrong((given == 0 ? "say what to publish, by one of " : "one thing at a time: one of ")
                    + "-m, -f, -n, -s, -l and --topic-lines");
        }
        String said = message.topic();
        String topic = said == null ? client.topicOfUrl() : said;
        if ((topic == null) != topicLines.get()) {
            throw Usage.wrong(topic == null ? "say where to publish, by -t" : "--topic-lines: then there is no -t");
        }
        Properties properties = client.properties(Place.PUBLISH);
        if (isLines) {
            if (repeat.get() != null) {
                throw Usage.wrong("--repeat: not with lines of standard input");
            }
            Message model = message.message(topic == null ? "" : topic, Bytes.EMPTY, properties);
            return client.run(streams, new LineSender(model, message.encoding, topicLines.get()));
        }
        Message whole = message.message(String.valueOf(topic), message.payload(streams), properties);
        long times = Numbers.parse("--repeat", repeat.get(), 1, Integer.MAX_VALUE, 1);
        return client.run(streams, new Sender(whole, times, Seconds.parse("--repeat-delay", delay.get())));
    }
}
