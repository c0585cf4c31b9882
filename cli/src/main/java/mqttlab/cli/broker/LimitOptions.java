package mqttlab.cli.broker;

import mqttlab.broker.hub.Limits;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import org.jspecify.annotations.Nullable;

/// The options that say what a client may ask of the broker.
final class LimitOptions {

    private static final Limits DEFAULT = Limits.DEFAULT;

    private final Options.Value<@Nullable String> inFlight;
    private final Options.Value<@Nullable String> queued;
    private final Options.Value<@Nullable String> backlog;
    private final Options.Value<@Nullable String> wait;
    private final Options.Value<@Nullable String> receiveMaximum;
    private final Options.Value<@Nullable String> packetSize;
    private final Options.Value<@Nullable String> aliases;
    private final Options.Value<@Nullable String> connections;
    private final Options.Value<@Nullable String> connectTimeout;
    private final Options.Value<@Nullable String> keepAlive;
    private final Options.Value<@Nullable String> sessionExpiry;
    private final Options.Value<@Nullable String> subscriptions;
    private final Options.Value<@Nullable String> levels;
    private final Options.Value<@Nullable String> rate;
    private final Options.Value<@Nullable String> qos;
    private final Options.Value<Boolean> noRetain;
    private final Options.Value<Boolean> noWildcards;
    private final Options.Value<Boolean> noShared;

    LimitOptions(Options options) {
        // @formatter:off
        inFlight = options.text("--max-inflight", "N", "Messages of QoS 1 and 2 under way to a client. Default: 20.");
        queued = options.text("--max-queued", "N", "How many more wait for a client. Default: 1000.");
        backlog = options.text("--max-backlog", "BYTES",
                "What may wait in a connection before QoS 0 is dropped. Default: 1048576.");
        wait = options.text("--max-wait", "SECONDS",
                "How long publishers wait for a subscriber that is slow, before it loses messages. Default: 5.");
        receiveMaximum = options.text("--receive-maximum", "N",
                "Messages of QoS 2 that a 5.0 client may have under way to the broker. Default: 1000.");
        packetSize = options.text("--max-packet-size", "BYTES", "The longest packet. Default: 16777216.");
        aliases = options.text("--max-topic-alias", "N", "Topic aliases each way; 0 for none. Default: 32.");
        connections = options.text("--max-connections", "N", "Connections at once. Default: 100000.");
        connectTimeout = options.text("--connect-timeout", "SECONDS",
                "How long a connection may be without CONNECT. Default: 10.");
        keepAlive = options.text("--max-keepalive", "SECONDS", "The longest Keep Alive of 5.0 clients.");
        sessionExpiry = options.text("--max-session-expiry", "SECONDS",
                "How long sessions are kept at most. Default: as long as the client wants.");
        subscriptions = options.text("--max-subscriptions", "N", "Subscriptions of a session. Default: 10000.");
        levels = options.text("--max-levels", "N", "Levels of a topic, at most 1000. Default: 256.");
        rate = options.text("--max-rate", "N", "Messages that a client may publish in a second; more wait.");
        qos = options.text("--max-qos", "QOS", "The best QoS: 0, 1 or 2.");
        noRetain = options.flag("--no-retain", "Retain nothing.");
        noWildcards = options.flag("--no-wildcards", "Allow no wildcards in filters.");
        noShared = options.flag("--no-shared", "Allow no shared subscriptions.");
        // @formatter:on
    }

    Limits get() {
        return new Limits(
                number("--max-inflight", inFlight, 1, 65_535, DEFAULT.inFlight()),
                number("--max-queued", queued, 0, 1_000_000, DEFAULT.queued()),
                number("--max-backlog", backlog, 1024, Integer.MAX_VALUE, DEFAULT.backlog()),
                number("--max-wait", wait, 0, 86_400, DEFAULT.waitSeconds()),
                number("--receive-maximum", receiveMaximum, 1, 65_535, DEFAULT.receiveMaximum()),
                number("--max-packet-size", packetSize, 20, 268_435_460, DEFAULT.packetSize()),
                number("--max-topic-alias", aliases, 0, 65_535, DEFAULT.topicAliases()),
                number("--max-connections", connections, 1, Integer.MAX_VALUE, DEFAULT.connections()),
                number("--connect-timeout", connectTimeout, 1, 3600, DEFAULT.connectSeconds()),
                number("--max-keepalive", keepAlive, 1, 65_535, DEFAULT.keepAlive()),
                Numbers.parse("--max-session-expiry", sessionExpiry.get(), 0, Limits.FOR_EVER, DEFAULT.sessionExpiry()),
                number("--max-subscriptions", subscriptions, 1, Integer.MAX_VALUE, DEFAULT.subscriptions()),
                number("--max-levels", levels, 1, 1000, DEFAULT.levels()),
                number("--max-rate", rate, 1, Integer.MAX_VALUE, DEFAULT.messagesPerSecond()),
                number("--max-qos", qos, 0, 2, DEFAULT.maximumQos()),
                !noRetain.get(),
                !noWildcards.get(),
                !noShared.get());
    }

    private static int number(String name, Options.Value<@Nullable String> value, long least, long most, int absent) {
        return (int) Numbers.parse(name, value.get(), least, most, absent);
    }
}
