package mqttlab.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One load of messages on the broker, from its connections to its result: all in one thread.
final class Run {

    /// How long the broker may say nothing while something is expected, in nanoseconds.
    private static final long PATIENCE = 10_000_000_000L;

    private final Options options;
    private final Scenario scenario;
    private final Shape shape;
    private final String prefix = "load/" + Long.toString(System.currentTimeMillis(), 36);
    private final boolean cleanSession;
    private final Buffers buffers = Buffers.allocate();
    private final Latency latency;
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Selector selector;
    private long now = System.nanoTime();
    private long lastReady = now;
    private long left;
    private Pace pace = new Pace(0, 1, 0);

    private Run(Options options, Scenario scenario, Shape shape, Selector selector) {
        this.options = options;
        this.scenario = scenario;
        this.shape = shape;
        this.selector = selector;
        cleanSession = scenario.cleanSession();
        // At full speed looking at all of them would take its time from the broker.
        latency = new Latency(options.rate() > 0 ? 1 : 16);
        left = options.messages() > 0 ? options.messages() : Long.MAX_VALUE;
    }

    static Result of(Options options, Scenario scenario, Shape shape) throws IOException {
        try (Selector selector = Selector.open()) {
            Run run = new Run(options, scenario, shape, selector);
            try {
                run.connect();
                Result result = run.measure();
                run.close();
                run.forget();
                return result;
            } finally {
                run.close();
            }
        }
    }

    private void connect() throws IOException {
        int senders = scenario.publishers(options.clients());
        for (int i = 0; i < scenario.subscribers(options.clients()); i++) {
            Subscriber subscriber = new Subscriber(i, scenario.filter(prefix, i), shape.qos(), senders, latency);
            subscribers.add(subscriber);
            subscriber.connect(options.broker(), selector, buffers, Packets.connect(prefix + "/s" + i, cleanSession));
        }
        for (int i = 0; i < senders; i++) {
            Publisher publisher = new Publisher(i, scenario.topic(prefix, i), shape, options.window());
            publishers.add(publisher);
            for (int s = 0; s < subscribers.size(); s++) {
                if (scenario.reaches(i, s)) {
                    publisher.to(subscribers.get(s));
                }
            }
            publisher.connect(options.broker(), selector, buffers, Packets.connect(prefix + "/p" + i, cleanSession));
        }
        await(this::isConnected);
        if (!isConnected()) {
            throw new LoadException("The broker did not accept all connections and subscriptions within "
                    + PATIENCE / 1_000_000_000 + " s.");
        }
    }

    private boolean isConnected() {
        return publishers.stream().allMatch(Client::isReady)
                && subscribers.stream().allMatch(Client::isReady);
    }

    private Result measure() throws IOException {
        pace = new Pace(options.rate(), publishers.size(), now);
        publish(now + (long) (options.warmUp() * 1e9));
        latency.reset();
        Proc self = Proc.self();
        Proc broker = new Proc(options.pid());
        long begin = now;
        long received = received();
        double ownCpu = self.cpuSeconds();
        double brokerCpu = broker.cpuSeconds();
        publish(now + (long) (options.seconds() * 1e9));
        if (options.messages() > 0) {
            await(this::isComplete);
        }
        double seconds = (now - begin) / 1e9;
        received = received() - received;
        ownCpu = self.cpuSeconds() - ownCpu;
        brokerCpu = broker.cpuSeconds() - brokerCpu;
        await(this::isComplete);
        return new Result(
                scenario,
                shape,
                received / seconds,
                latency,
                ownCpu / seconds,
                brokerCpu / seconds,
                received(),
                lost(),
                doubled());
    }

    /// Publishes until then, or until there is nothing left to publish, or the broker has ceased to take it.
    private void publish(long end) throws IOException {
        while (now < end && left > 0 && !isStalled()) {
            for (int i = 0; i < publishers.size() && left > 0; i++) {
                publish(i);
            }
            select(pace.isLimited() ? 1 : 100);
        }
    }

    private void publish(int number) throws IOException {
        Publisher publisher = publishers.get(number);
        long wanted = pace.isLimited() ? pace.due(number, now) - publisher.sent() : Long.MAX_VALUE;
        long most = Math.min(publisher.credit(), Math.min(wanted, left));
        if (most >= Math.min(options.batch(), left)) {
            left -= publisher.send((int) most, pace.time(number, publisher.sent(), now));
        }
    }

    /// Waits until something is so, or the broker has ceased to say anything.
    private void await(BooleanSupplier condition) throws IOException {
        lastReady = now;
        while (!condition.getAsBoolean() && !isStalled()) {
            select(100);
        }
    }

    private void select(long millis) throws IOException {
        if (options.pause() > 0) {
            LockSupport.parkNanos(options.pause());
        }
        if (selector.select(this::ready, millis) > 0) {
            lastReady = now;
        }
        now = System.nanoTime();
    }

    private void ready(SelectionKey key) {
        latency.now(System.nanoTime());
        if (key.attachment() instanceof Connection connection) {
            connection.ready();
        }
    }

    private boolean isStalled() {
        return now - lastReady > PATIENCE;
    }

    private boolean isComplete() {
        for (Publisher publisher : publishers) {
            if (publisher.credit() < options.window()) {
                return false;
            }
        }
        return subscribers.stream().allMatch(Subscriber::isDone);
    }

    private long received() {
        long received = 0;
        for (Subscriber subscriber : subscribers) {
            received += subscriber.received();
        }
        return received;
    }

    private long lost() {
        return publishers.stream().mapToLong(Publisher::lost).sum();
    }

    private long doubled() {
        return publishers.stream().mapToLong(Publisher::doubled).sum();
    }

    /// Has the broker forget the sessions it keeps: clients of the same names connect with Clean Session.
    private void forget() throws IOException {
        if (cleanSession) {
            return;
        }
        List<Publisher> again = new ArrayList<>();
        for (int i = 0; i < subscribers.size() + publishers.size(); i++) {
            String id = i < subscribers.size() ? "/s" + i : "/p" + (i - subscribers.size());
            Publisher client = new Publisher(i, prefix, shape, 1);
            again.add(client);
            client.connect(options.broker(), selector, buffers, Packets.connect(prefix + id, true));
        }
        await(() -> again.stream().allMatch(Client::isReady));
        for (Publisher client : again) {
            client.close();
        }
    }

    private void close() throws IOException {
        for (Publisher publisher : publishers) {
            publisher.close();
        }
        for (Subscriber subscriber : subscribers) {
            subscriber.close();
        }
    }
}
