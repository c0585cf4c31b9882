package mqttlab.cli.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `mqttlab sub`: subscribes, and prints the messages that come.
public final class SubCommand implements Command {

    /// What `--retain-handling` says.
    private enum Retained {
        ALWAYS,
        NEW,
        NEVER
    }

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<List<String>> topics = options.texts("-t --topic", "FILTER", "Subscribe to this. May be given several times.");
    private final Options.Value<@Nullable String> qos = options.text("-q --qos", "0|1|2", "The best delivery to ask for; 0 if not given.");
    private final Options.Value<List<String>> filterOut = options.texts("-T --filter-out", "FILTER", "Leave out messages with topics that match. May be given several times.");
    private final Options.Value<List<String>> unsubscribe = options.texts("-U --unsubscribe", "FILTER", "End this subscription of the session, after subscribing. May be given several times.");
    private final Options.Value<@Nullable String> count = options.text("-C --count", "COUNT", "End after so many messages.");
    private final Options.Value<Boolean> endSubscribed = options.flag("-E", "End when the server has answered to the subscriptions.");
    private final Options.Value<Boolean> noRetained = options.flag("-R", "Leave out retained messages.");
    private final Options.Value<Boolean> retainedOnly = options.flag("--retained-only", "End at the first message that is not retained.");
    private final Options.Value<Boolean> removeRetained = options.flag("--remove-retained", "Have the server forget the retained messages that come, but for those that -T leaves out.");
    private final Options.Value<Boolean> asPublished = options.flag("--retain-as-published", "Ask for the retain flag as it was published.");
    private final Options.Value<Retained> retainHandling = options.choice("--retain-handling", Retained.ALWAYS, "When the server is to send retained messages: new is for a new subscription.");
    private final Options.Value<@Nullable String> randomFilter = options.text("--random-filter", "PERCENT", "Print only so many of a hundred messages, by chance.");
    private final Options.Value<Boolean> messageRate = options.flag("--message-rate", "Print each second how many messages have come, instead of the messages.");
    private final Options.Value<Boolean> watch = options.flag("-w --watch", "Print the messages of each topic on a line of the terminal that stays.");
    // @formatter:on
    private final PrintOptions print = new PrintOptions(options, new Encoding(options, "Payloads are printed"));
    private final ClientOptions client = new ClientOptions(
            "sub", options, List.of(Place.CONNECT, Place.SUBSCRIBE, Place.UNSUBSCRIBE, Place.DISCONNECT, Place.WILL));

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
        List<Subscribe.Request> requests = requests();
        if (requests.isEmpty() && unsubscribe.get().isEmpty()) {
            throw Usage.wrong("say what to subscribe to, by -t");
        }
        if (noRetained.get() && retainedOnly.get()) {
            throw Usage.wrong("-R and --retained-only leave nothing over");
        }
        Subscriber.Wish wish = new Subscriber.Wish(
                requests,
                client.properties(Place.SUBSCRIBE),
                unsubscribe.get(),
                client.properties(Place.UNSUBSCRIBE),
                endSubscribed.get(),
                messageRate.get());
        MessageFilter filter = new MessageFilter(
                client.version(),
                filterOut.get(),
                removeRetained.get(),
                retainedOnly.get(),
                noRetained.get(),
                Percent.parse("--random-filter", randomFilter.get()));
        long most = Numbers.parse("-C", count.get(), 1, Integer.MAX_VALUE, 0);
        MessagePrinter printer = print.printer(streams, client.isJson(), watch.get());
        return client.run(streams, new Subscriber(wish, filter, printer, most));
    }

    private List<Subscribe.Request> requests() {
        boolean isV5 = client.version() == Version.V5;
        if (!isV5 && (asPublished.get() || retainHandling.get() != Retained.ALWAYS)) {
            throw Usage.wrong((asPublished.get() ? "--retain-as-published" : "--retain-handling") + " needs MQTT 5.0");
        }
        List<String> all = new ArrayList<>(topics.get());
        String ofUrl = client.topicOfUrl();
        if (ofUrl != null) {
            all.add(ofUrl);
        }
        int level = (int) Numbers.parse("-q", qos.get(), 0, 2, 0);
        List<Subscribe.Request> requests = new ArrayList<>();
        for (String each : all) {
            requests.add(new Subscribe.Request(
                    each, level, false, asPublished.get(), retainHandling.get().ordinal()));
        }
        return requests;
    }
}
