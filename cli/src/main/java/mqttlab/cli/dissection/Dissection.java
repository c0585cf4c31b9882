package mqttlab.cli.dissection;

import java.util.ArrayDeque;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.conversation.Sessions;
import mqttlab.filter.Filter;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Reads the packets of a capture, each in its conversation, finds out what they have to do with each other, and
/// gives those that pass a filter to a view.
///
/// Where a conversation's version is not known yet, its packets wait for one that tells; a packet whose answer is to
/// be shown with it waits for that. All that follow wait behind them, so that the order stays that of the capture;
/// but no more than [#MOST_WAITING] packets or [#MOST_BYTES] bytes.
public final class Dissection {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_BYTES = 32 << 20;

    /// How much is found out about packets, beyond their own bytes.
    public enum Depth {
        /// Nothing.
        ALONE,
        /// What follows from the packets before.
        BEHIND,
        /// Also what packets of other connections have to do with them.
        ACROSS,
        /// Also what later packets answer.
        AHEAD;

        /// The deeper of the two.
        public Depth or(Depth other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private final @Nullable Version version;
    private final @Nullable Filter<Seen> filter;
    private final View view;
    private final Depth depth;
    private final int mostWaiting;

    private final Sessions sessions = new Sessions();

    /// Those whose version is not known, and what is behind them.
    private final ArrayDeque<Step> unread = new ArrayDeque<>();
    /// Those that wait for an answer, and what is behind them.
    private final ArrayDeque<Step> unshown = new ArrayDeque<>();
    private long waitingBytes;

    private final ArrayDeque<Seen> spare = new ArrayDeque<>();
    private final Late late;
    private long shownTime = CapturedFrame.NO_TIME;
    private boolean hasBegun;

    /// @param version to read all packets as, or null for what they say themselves
    /// @param filter null to let all packets pass
    public Dissection(@Nullable Version version, @Nullable Filter<Seen> filter, Depth depth, View view) {
        this(version, filter, depth, view, MOST_WAITING);
    }

    /// The same where packets are to be shown as they come: none waits.
    public static Dissection live(@Nullable Version version, @Nullable Filter<Seen> filter, Depth depth, View view) {
        return new Dissection(version, filter, depth == Depth.AHEAD ? Depth.ACROSS : depth, view, 0);
    }

    private Dissection(
            @Nullable Version version, @Nullable Filter<Seen> filter, Depth depth, View view, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.version = version;
        this.filter = filter;
        this.view = view;
        this.depth = depth;
        this.late = new Late(filter, view, spare);
        if (depth.compareTo(Depth.ACROSS) >= 0) {
            sessions.followForwarding();
        }
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            view.begin();
        }
    }

    /// Takes the next packet. Returns one that may be filled anew: the same, unless it has to wait.
    Seen packet(Seen seen) {
        begin();
        Watched connection = connection(seen.stream());
        connection.learn(seen);
        if (unread.isEmpty() && !connection.conversation().isUndecided()) {
            return read(seen);
        }
        waitingBytes += seen.length();
        unread.add(seen);
        readReady(false);
        return fresh();
    }

    private Seen fresh() {
        Seen free = spare.poll();
        return free == null ? new Seen() : free;
    }

    /// Takes what happened beside the packets.
    void event(Step.Event event) {
        begin();
        if (event.event() instanceof StreamEvent.Closed) {
            // Nothing more will tell.
            connection(event.event().stream()).conversation().settle();
        }
        if (unread.isEmpty()) {
            read(event);
        } else {
            unread.add(event);
            readReady(false);
        }
    }

    /// Shows what can be shown at once.
    void flush() {
        begin();
        if (unread.isEmpty() && unshown.isEmpty()) {
            view.flush();
        }
    }

    /// The packet that all others wait behind, of those that can be shown now, or [Seen#NONE]. What a filter judges
    /// with
    /// its answer cannot.
    long waiting() {
        Step first = filter == null && !unshown.isEmpty() ? unshown.peek() : unread.peek();
        return first instanceof Seen seen ? seen.id() : Seen.NONE;
    }

    /// Shows those, as what tells more may take its time.
    void showWaiting() {
        readReady(true);
        showReady(filter == null);
        flush();
    }

    /// Shows what still waits, since nothing more will come.
    void finish() {
        begin();
        readReady(true);
        showReady(true);
        view.end();
    }

    private void readReady(boolean all) {
        for (Step next = unread.peek(); next != null && (all || isReadable(next)); next = unread.peek()) {
            unread.remove();
            switch (next) {
                case Step.Event event -> read(event);
                case Seen seen -> {
                    waitingBytes -= seen.length();
                    spare.push(read(seen));
                }
            }
        }
    }

    private boolean isReadable(Step next) {
        return !(next instanceof Seen seen
                        && connection(seen.stream()).conversation().isUndecided())
                || isFull(unread);
    }

    private boolean isFull(ArrayDeque<Step> waiting) {
        return waiting.size() > mostWaiting || waitingBytes > MOST_BYTES;
    }

    private Watched connection(MqttStream stream) {
        if (stream.attachment() instanceof Watched known) {
            return known;
        }
        Watched created = new Watched(stream, version, depth, sessions, view, late);
        stream.attach(created);
        return created;
    }

    /// Reads a packet, and shows it or has it wait. Returns one that may be filled anew.
    private Seen read(Seen seen) {
        Watched connection = connection(seen.stream());
        seen.read(connection);
        connection.watch(seen);
        if (unshown.isEmpty() && !seen.isOpen()) {
            show(seen);
            return isFree(seen) ? seen : fresh();
        }
        waitingBytes += seen.length();
        unshown.add(seen);
        showReady(false);
        return fresh();
    }

    private void read(Step.Event event) {
        connection(event.event().stream()).event(event.event(), event.time());
        if (unshown.isEmpty()) {
            show(event.event());
        } else {
            unshown.add(event);
        }
        showReady(false);
    }

    private void showReady(boolean all) {
        for (Step next = unshown.peek(); next != null && (all || isShowable(next)); next = unshown.peek()) {
            unshown.remove();
            switch (next) {
                case Step.Event event -> show(event.event());
                case Seen seen -> {
                    waitingBytes -= seen.length();
                    seen.connection().release(seen);
                    show(seen);
                    if (isFree(seen)) {
                        spare.push(seen);
                    }
                }
            }
        }
    }

    /// Whether a packet that was shown may be filled anew.
    private boolean isFree(Seen seen) {
        return !view.isKeeping() && !late.isKept(seen);
    }

    private boolean isShowable(Step next) {
        return !(next instanceof Seen seen && seen.isOpen()) || isFull(unshown);
    }

    private void show(Seen seen) {
        seen.shownAfter(shownTime == CapturedFrame.NO_TIME ? seen.time() : shownTime);
        seen.judged();
        if (filter == null || filter.test(seen)) {
            seen.connection().shown();
            view.packet(seen);
            shownTime = seen.segment().frame().time();
        } else {
            view.hidden(seen);
        }
    }

    /// Of what is only noted, so much as belongs to connections that are shown; and what somebody remarked, such as a
    /// relay of a packet that it has dropped, since that has no packet here.
    private void show(StreamEvent event) {
        boolean isNote = switch (event) {
            case StreamEvent.Lost _, StreamEvent.Skipped _, StreamEvent.Overlapped _, StreamEvent.Foreign _ -> true;
            case StreamEvent.Opened _,
                    StreamEvent.Unseen _,
                    StreamEvent.Finished _,
                    StreamEvent.Closed _,
                    StreamEvent.Remark _ -> false;
        };
        if (!isNote || filter == null || connection(event.stream()).isShown()) {
            view.event(event);
        }
    }
}
