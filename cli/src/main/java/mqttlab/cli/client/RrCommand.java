package mqttlab.cli.client;

import java.io.IOException;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `mqttlab rr`: publishes a request, and prints the answer.
public final class RrCommand implements Command {

    private final Options options = new Options();
    private final Encoding encoding = new Encoding(options, "Request and answer are");
    private final MessageOptions message = new MessageOptions(options, encoding);
    // @formatter:off
    private final Options.Value<@Nullable String> responseTopic = options.text("-e --response-topic", "TOPIC", "Where the answer is to come; with 5.0, one of our own if not given.");
    private final Options.Value<Boolean> noRetained = options.flag("-R", "Leave out retained messages.");
    private final Options.Value<Boolean> latency = options.flag("--latency", "Print the seconds from request to answer, instead of the answer.");
    // @formatter:on
    private final PrintOptions print = new PrintOptions(options, encoding);
    private final ClientOptions client = new ClientOptions(
            "rr", options, List.of(Place.CONNECT, Place.PUBLISH, Place.SUBSCRIBE, Place.DISCONNECT, Place.WILL));

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
        String said = message.topic();
        String topic = said == null ? client.topicOfUrl() : said;
        if (topic == null || message.count() != 1) {
            throw Usage.wrong(
                    topic == null ? "say where to ask, by -t" : "say what to ask, by one of -m, -f, -n and -s");
        }
        String answers = responseTopic.get();
        if (answers == null && client.version() != Version.V5) {
            throw Usage.wrong("say where the answer is to come, by -e");
        }
        Asker.Question question = new Asker.Question(
                message.message(topic, message.payload(streams), client.properties(Place.PUBLISH)),
                answers,
                client.properties(Place.SUBSCRIBE),
                noRetained.get());
        MessagePrinter printer = print.printer(streams, client.isJson(), false);
        return client.run(streams, new Asker(question, latency.get() ? null : printer));
    }
}
