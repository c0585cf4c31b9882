package mqttlab.cli;

import java.util.ArrayDeque;
import java.util.Arrays;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttSink;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.dissector.Conversation;
import mqttlab.filter.Filter;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Reads the packets of a capture, each in its conversation, and gives those that pass a filter to a view.
///
/// Where a conversation's version is not known yet, its packets wait for one that tells, and all that follow wait
/// behind them, so that the order stays that of the capture; but no more than [#MOST_WAITING] packets or
/// [#MOST_BYTES] bytes.
final class Dissection implements MqttSink {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_BYTES = 32 << 20;

    private final @Nullable Version version;
    private final @Nullable Filter<Seen> filter;
    private final View view;
    private final int mostWaiting;
    private final Seen seen = new Seen();

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;

    private long firstTime = CapturedFrame.NO_TIME;
    private long time;
    private long timeBefore;
    private long shownTime;

    /// Something that may not be told before what came before it.
    private sealed interface Waiting {

        record Packet(
                MqttStream stream,
                Conversation conversation,
                TcpSegment segment,
                int sender,
                long firstFrame,
                MqttPacket.Form form,
                long missing,
                long timeBefore,
                byte[] bytes)
                implements Waiting {}

        record Event(StreamEvent event) implements Waiting {}
    }

    /// @param version to read all packets as, or null for what they say themselves
    /// @param filter null to let all packets pass
    Dissection(@Nullable Version version, @Nullable Filter<Seen> filter, View view) {
        this(version, filter, view, MOST_WAITING);
    }

    /// The same where packets are to be shown as they come: none waits.
    static Dissection live(@Nullable Version version, @Nullable Filter<Seen> filter, View view) {
        return new Dissection(version, filter, view, 0);
    }

    private Dissection(@Nullable Version version, @Nullable Filter<Seen> filter, View view, int mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.version = version;
        this.filter = filter;
        this.view = view;
    }

    /// Takes note of a frame of the capture, before its packets.
    void frame(CapturedFrame frame) {
        long now = frame.time();
        if (now != CapturedFrame.NO_TIME) {
            if (firstTime == CapturedFrame.NO_TIME) {
                firstTime = now;
                time = now;
                shownTime = now;
            }
            timeBefore = time;
            time = now;
        }
    }

    @Override
    public void packet(MqttPacket packet) {
        Conversation conversation = conversation(packet.stream());
        int from = packet.offset();
        int to = from + packet.length();
        if (conversation.isUndecided() && packet.form() == MqttPacket.Form.WHOLE) {
            conversation.learn(Seen.directionOf(packet.stream(), packet.sender()), packet.bytes(), from, to);
        }
        if (waiting.isEmpty() && !conversation.isUndecided()) {
            seen.place(
                    packet.stream(),
                    packet.segment(),
                    packet.sender(),
                    packet.firstFrame(),
                    packet.form(),
                    packet.missing());
            show(conversation, timeBefore, packet.bytes(), from, to);
            return;
        }
        waiting.add(new Waiting.Packet(
                packet.stream(),
                conversation,
                packet.segment().keep(packet.segment().sequence(), 0, 0),
                packet.sender(),
                packet.firstFrame(),
                packet.form(),
                packet.missing(),
                timeBefore,
                Arrays.copyOfRange(packet.bytes(), from, to)));
        waitingBytes += packet.length();
        release(false);
    }

    @Override
    public void event(StreamEvent event) {
        if (event instanceof StreamEvent.Closed closed) {
            // Nothing more will tell.
            conversation(closed.stream()).settle();
        }
        if (waiting.isEmpty()) {
            view.event(event);
        } else {
            waiting.add(new Waiting.Event(event));
            release(false);
        }
    }

    /// Shows what still waits, since nothing more will come.
    void finish() {
        release(true);
    }

    private void release(boolean all) {
        Waiting next = waiting.peek();
        while (next != null && (all || isReady(next))) {
            waiting.remove();
            switch (next) {
                case Waiting.Event event -> view.event(event.event());
                case Waiting.Packet it -> {
                    waitingBytes -= it.bytes().length;
                    seen.place(it.stream(), it.segment(), it.sender(), it.firstFrame(), it.form(), it.missing());
                    show(it.conversation(), it.timeBefore(), it.bytes(), 0, it.bytes().length);
                }
            }
            next = waiting.peek();
        }
    }

    private boolean isReady(Waiting next) {
        return !(next instanceof Waiting.Packet packet && packet.conversation().isUndecided())
                || waiting.size() > mostWaiting
                || waitingBytes > MOST_BYTES;
    }

    private void show(Conversation conversation, long before, byte[] bytes, int from, int to) {
        seen.read(conversation, bytes, from, to);
        seen.times(firstTime, before, shownTime);
        if (filter == null || filter.test(seen)) {
            view.packet(seen);
            shownTime = seen.segment().frame().time();
        }
    }

    private Conversation conversation(MqttStream stream) {
        if (stream.attachment() instanceof Conversation known) {
            return known;
        }
        Conversation conversation = new Conversation(version);
        stream.attach(conversation);
        return conversation;
    }
}
