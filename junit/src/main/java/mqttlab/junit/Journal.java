package mqttlab.junit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import mqttlab.broker.Tap;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// What was said, packet by packet, the oldest first; of very much the end. The broker writes it, tests read it and
/// wait for more.
final class Journal implements Tap {

    private static final int MOST_MOMENTS = 20_000;
    private static final long MOST_BYTES = 32L << 20;

    /// When the first thing happened.
    private long start;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final Map<Long, Talk> talks = new HashMap<>();
    /// The Client Identifiers of connections.
    private final Map<Long, String> names = new HashMap<>();
    private long bytes;
    private long forgotten;

    // What the broker says.

    @Override
    public synchronized void opened(long connection, String peer, String listener) {
        talks.put(connection, new Talk());
        add(new Moment.Opened(now(), connection, peer));
    }

    @Override
    public synchronized void bytes(long connection, Direction direction, long time, byte[] array, int from, int to) {
        Talk talk = talks.get(connection);
        if (talk != null) {
            talk.take(
                    direction,
                    array,
                    from,
                    to,
                    (packet, line, size) -> said(connection, direction, packet, line, size));
        }
    }

    private void said(long connection, Direction direction, @Nullable Packet packet, String line, int size) {
        if (packet instanceof Connect connect) {
            names.put(connection, connect.clientId());
        } else if (packet instanceof ConnAck ack) {
            String assigned = ack.properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
            if (assigned != null) {
                names.put(connection, assigned);
            }
        }
        add(new Moment.Said(now(), connection, direction, packet, line, size));
    }

    @Override
    public synchronized void closed(long connection, Direction by) {
        talks.remove(connection);
        add(new Moment.Closed(now(), connection, by));
    }

    private long now() {
        long now = System.nanoTime();
        start = moments.isEmpty() && forgotten == 0 ? now : start;
        return now - start;
    }

    private void add(Moment moment) {
        moments.add(moment);
        bytes += size(moment);
        while (moments.size() > MOST_MOMENTS || bytes > MOST_BYTES && moments.size() > 1) {
            bytes -= size(moments.remove());
            forgotten++;
        }
        notifyAll();
    }

    private static int size(Moment moment) {
        return moment instanceof Moment.Said said ? said.size() : 0;
    }

    // What tests ask.

    /// What has happened on a client's connections, as soon as it is enough, or the time is over.
    synchronized List<Moment> await(String clientId, Predicate<List<Moment>> isEnough, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                List<Moment> all = of(clientId);
                long left = end - System.nanoTime();
                if (left <= 0 || isEnough.test(all)) {
                    return all;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return of(clientId);
        }
    }

    /// What has happened on a client's connections.
    synchronized List<Moment> of(String clientId) {
        return moments.stream()
                .filter(it -> clientId.equals(names.get(it.connection())))
                .toList();
    }

    /// What to say where a test fails: what happened on the client's connections, or, if it has none, on all.
    synchronized String story(@Nullable String clientId) {
        if (moments.isEmpty()) {
            return "No client has come to the broker.";
        }
        if (clientId == null || names.containsValue(clientId)) {
            return "What happened:\n\n" + ladder(clientId);
        }
        TreeSet<String> others = new TreeSet<>();
        names.values().forEach(it -> others.add('"' + shown(it) + '"'));
        return "There is no client \"" + shown(clientId) + "\", but "
                + (others.isEmpty() ? "others" : String.join(", ", others)) + ":\n\n" + ladder(null);
    }

    /// A line for each thing that happened to a client, or to all of them.
    synchronized String ladder(@Nullable String clientId) {
        List<Moment> all = clientId == null ? List.copyOf(moments) : of(clientId);
        return Ladder.of(all, names, forgotten);
    }

    /// A text that no terminal takes for a command.
    static String shown(String text) {
        return new TextBuffer().escaped(text).toString();
    }
}
