package mqttlab.relay;

import java.util.ArrayDeque;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Where one direction of a connection goes on: in order, each thing when it is due, and no faster than it may.
final class Outlet {

    /// How much may wait here before the sender is read no further, in bytes.
    private static final int MOST_WAITING = 4 << 20;

    private static final double SECOND = 1e9;

    /// How many pieces a second are sent where bytes are rationed.
    private static final int PIECES = 50;

    /// How long unused rations are good, in nanoseconds: timers are late.
    private static final long PATIENCE = 100_000_000;

    /// What becomes of it.
    interface Ends {
        void sent(Direction direction, byte[] bytes, int from, int to, @Nullable String mark, long now);

        void finished(Direction direction, long now);

        void cutOff(Direction direction, long now);
    }

    private final Direction direction;
    private final Output output;
    private final Ends ends;
    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private long cost;
    private boolean isFull;
    private boolean isEnded;
    private long lastDue;
    private long ration = Long.MAX_VALUE;
    private long rationAt;

    Outlet(Direction direction, Output output, Ends ends) {
        this.direction = direction;
        this.output = output;
        this.ends = ends;
    }

    /// @param bytesPerSecond from now on
    void ration(long bytesPerSecond) {
        ration = bytesPerSecond;
    }

    /// When what is sent next with that delay is due: not before what was sent before.
    private long due(long now, long delay) {
        lastDue = Math.max(lastDue, now + delay);
        return lastDue;
    }

    /// Returns whether the bytes have to wait since they are rationed.
    boolean send(byte[] bytes, int from, int to, @Nullable String mark, long now, long delay) {
        long due = due(now, delay);
        if (waiting.isEmpty() && due <= now && ration == Long.MAX_VALUE) {
            ends.sent(direction, bytes, from, to, mark, now);
            return false;
        }
        add(new Parcel(Parcel.Kind.BYTES, bytes, from, to, mark, due));
        return ration < Long.MAX_VALUE && (waiting.size() > 1 || rationAt > now || to - from > piece());
    }

    void note(String mark, long now) {
        add(Parcel.note(mark, due(now, 0)));
    }

    void end(long now) {
        add(Parcel.of(Parcel.Kind.END, due(now, 0)));
    }

    void cut(long now) {
        add(Parcel.of(Parcel.Kind.CUT, due(now, 0)));
    }

    private void add(Parcel parcel) {
        waiting.add(parcel);
        cost += parcel.cost();
        fill();
    }

    private void fill() {
        boolean full = cost > (isFull ? MOST_WAITING / 2 : MOST_WAITING);
        if (full != isFull) {
            isFull = full;
            output.pause(direction, full);
        }
    }

    /// Forgets what waits.
    void clear() {
        waiting.clear();
        cost = 0;
    }

    /// Whether the sender's end has gone on.
    boolean isEnded() {
        return isEnded;
    }

    private int piece() {
        return Math.clamp(ration / PIECES, 1, 1 << 20);
    }

    /// Sends what is due.
    void flush(long now) {
        for (Parcel head = waiting.peek(); head != null && isReady(head, now); head = waiting.peek()) {
            waiting.remove();
            cost -= head.cost();
            switch (head.kind()) {
                case BYTES -> pass(head, now);
                case END -> {
                    isEnded = true;
                    ends.finished(direction, now);
                }
                case CUT -> ends.cutOff(direction, now);
            }
        }
        fill();
    }

    private boolean isReady(Parcel head, long now) {
        return readyAt(head) <= now;
    }

    private long readyAt(Parcel head) {
        return isRationed(head) ? Math.max(head.due(), rationAt) : head.due();
    }

    private boolean isRationed(Parcel head) {
        return ration < Long.MAX_VALUE && head.length() > 0;
    }

    private void pass(Parcel head, long now) {
        int count = isRationed(head) ? Math.min(head.length(), piece()) : head.length();
        if (isRationed(head)) {
            rationAt = Math.max(rationAt, now - PATIENCE) + (long) (count * SECOND / ration);
        }
        boolean isLast = count == head.length();
        ends.sent(direction, head.bytes(), head.from(), head.from() + count, isLast ? head.mark() : null, now);
        if (!isLast) {
            Parcel rest = head.behind(count);
            waiting.addFirst(rest);
            cost += rest.cost();
        }
    }

    /// When something can be sent, or [Long#MAX_VALUE].
    long wakeAt() {
        Parcel head = waiting.peek();
        return head == null ? Long.MAX_VALUE : readyAt(head);
    }
}
