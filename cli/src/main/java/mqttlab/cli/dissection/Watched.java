package mqttlab.cli.dissection;

import java.util.HashMap;
import java.util.Map;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.capture.tcp.Ending;
import mqttlab.conversation.End;
import mqttlab.conversation.Listener;
import mqttlab.conversation.Observer;
import mqttlab.conversation.Sessions;
import mqttlab.dissector.Conversation;
import mqttlab.finding.Finding;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A connection of a capture: which end is the client, what it has said so far, and what is noticed about it.
public final class Watched implements Listener {

    private final MqttStream stream;
    private final Conversation conversation;
    private final Dissection.Depth depth;
    private final Sessions sessions;
    private final View view;
    private final Late late;
    private int client = -1;
    private boolean isShown;
    private @Nullable Observer observer;

    /// The packet that is being watched.
    private @Nullable Seen current;
    /// Those that wait for an answer, by number.
    private final Map<Long, Seen> open = new HashMap<>(0);

    /// Where the server's data ended when CONNACK came.
    private int welcomeEnd;
    private boolean isWelcomed;
    private boolean isWelcomeRead;

    private long begin = CapturedFrame.NO_TIME;
    private long last = CapturedFrame.NO_TIME;
    private int takenOverBy = -1;

    /// The last packet if nothing but its being the last may make it worth keeping, or -1.
    private long passing = -1;

    /// Whether something is known to be missing.
    private boolean hasGap;

    private int finishedFirst = -1;
    private long finishedAt;

    /// @param version to read all packets as, or null for what they say themselves
    /// @param sessions of all connections of the capture
    /// @param late is told of what is noticed too late to stand with its packet
    Watched(
            MqttStream stream,
            @Nullable Version version,
            Dissection.Depth depth,
            Sessions sessions,
            View view,
            Late late) {
        this.stream = stream;
        this.conversation = new Conversation(version);
        this.depth = depth;
        this.sessions = sessions;
        this.view = view;
        this.late = late;
    }

    public MqttStream stream() {
        return stream;
    }

    public Conversation conversation() {
        return conversation;
    }

    /// The end that is the client, as far as is known, or -1.
    public int client() {
        return client;
    }

    /// What is known of the connection beyond single packets; null where nobody watches.
    public @Nullable Observer observer() {
        return observer;
    }

    /// The client's identifier, or "" where none is known.
    public String clientId() {
        return observer == null ? "" : observer.clientId();
    }

    /// When its first packet was seen, in nanoseconds since 1970, or [CapturedFrame#NO_TIME]; as far as it is watched.
    public long begin() {
        return begin;
    }

    /// When its last packet was seen.
    public long last() {
        return last;
    }

    /// The connection of the same client for which the server gave it up, or -1.
    public int takenOverBy() {
        return takenOverBy;
    }

    void shown() {
        isShown = true;
    }

    /// Whether any of its packets were shown, or anything that was noticed of them.
    public boolean isShown() {
        return isShown;
    }

    /// Learns what a packet tells before it is read: later packets tell more.
    void learn(Seen seen) {
        client = seen.client() < 0 ? client : seen.client();
        if (conversation.isUndecided() && seen.form() == MqttPacket.Form.WHOLE) {
            conversation.learn(seen.direction(), seen.bytes(), 0, seen.length());
        }
    }

    /// Finds out what a packet that was read has to do with others, as deep as is wanted.
    void watch(Seen seen) {
        if (depth == Dissection.Depth.ALONE) {
            return;
        }
        last = seen.time();
        begin = begin == CapturedFrame.NO_TIME ? last : begin;
        current = seen;
        remember(seen);
        observe(seen, observer == null ? begin(seen.stream()) : observer);
        current = null;
        if (depth == Dissection.Depth.AHEAD && asks(seen)) {
            seen.open();
            open.put(seen.id(), seen);
        }
    }

    private void remember(Seen seen) {
        if (!late.isWanted()) {
            return;
        }
        if (passing >= 0) {
            late.forget(passing);
        }
        late.keep(seen);
        passing =
                asks(seen) || seen.packet() instanceof ConnAck || seen.packet() instanceof Disconnect ? -1 : seen.id();
    }

    private Observer begin(MqttStream stream) {
        Listener other = view.listener(stream, client);
        Listener all = other == null ? this : and(other);
        Observer watching = new Observer(stream.number(), Places.server(stream, client), sessions, all);
        observer = watching;
        if (hasGap) {
            watching.gap();
        } else if (stream.hasBeginning()) {
            watching.begin();
        }
        return watching;
    }

    /// Whether it is of a kind that is answered.
    private static boolean asks(Seen seen) {
        PacketType type = seen.trace().type();
        if (type == null || seen.packet() == null) {
            return false;
        }
        return switch (type) {
            case CONNECT, PUBREC, PUBREL, SUBSCRIBE, UNSUBSCRIBE, PINGREQ -> true;
            case PUBLISH -> seen.packet() instanceof Publish publish && publish.qos() > 0;
            case CONNACK, PUBACK, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, DISCONNECT, AUTH -> false;
        };
    }

    private void observe(Seen seen, Observer watching) {
        Direction direction = seen.direction();
        switch (seen.form()) {
            case WHOLE, MALFORMED -> {
                acknowledge(seen, watching);
                watching.packet(seen.id(), seen.segment().frame().time(), direction, seen.trace(), seen.packet());
            }
            case INCOMPLETE ->
                watching.incomplete(seen.id(), seen.segment().frame().time(), direction, seen.trace());
        }
    }

    /// Finds out whether the client had CONNACK when it sent this.
    private void acknowledge(Seen seen, Observer watching) {
        Packet packet = seen.packet();
        if (seen.sender() != client) {
            if (packet instanceof ConnAck) {
                welcomeEnd = seen.dataEnd();
                isWelcomed = true;
            }
        } else if (isWelcomed && !isWelcomeRead && isAcknowledged(seen.segment())) {
            isWelcomeRead = true;
            watching.clientHasAll();
        }
    }

    private boolean isAcknowledged(TcpSegment segment) {
        return segment.has(TcpSegment.ACK) && segment.acknowledgement() - welcomeEnd >= 0;
    }

    /// Takes note of what happened beside the packets.
    void event(StreamEvent event, long time) {
        Observer watching = observer;
        switch (event) {
            case StreamEvent.Lost _, StreamEvent.Unseen _, StreamEvent.Skipped _ -> gap();
            case StreamEvent.Finished finished ->
                finished(finished.sender(), finished.time() == CapturedFrame.NO_TIME ? time : finished.time());
            case StreamEvent.Closed closed -> {
                // Nothing more will tell.
                conversation.settle();
                if (watching != null) {
                    end(watching, closed, time);
                }
                // What is open now stays so.
                open.values().forEach(Seen::settle);
                open.clear();
            }
            case StreamEvent.Opened _, StreamEvent.Overlapped _, StreamEvent.Foreign _, StreamEvent.Remark _ -> {}
        }
    }

    private void finished(int sender, long time) {
        if (finishedFirst < 0 || time < finishedAt) {
            finishedFirst = sender;
            finishedAt = time;
        }
        Direction by = direction(sender);
        if (observer != null && by != null) {
            observer.closes(by, time);
        }
    }

    private void gap() {
        hasGap = true;
        if (observer != null) {
            observer.gap();
        }
    }

    private void end(Observer watching, StreamEvent.Closed closed, long time) {
        Direction by = direction(closed.by());
        boolean isReset = closed.ending() == Ending.RESET;
        if (isReset && by != null) {
            watching.closes(by, time);
        }
        if (finishedFirst >= 0 && (!isReset || finishedAt <= time)) {
            watching.end(finishedAt, End.FIN, direction(finishedFirst));
        } else if (isReset) {
            watching.end(time, End.RST, by);
        } else {
            watching.end(closed.ending() == Ending.CAPTURE_ENDS ? time : last, End.SILENCE, null);
        }
    }

    /// Which way an end sends; null where it or the client is not known.
    private @Nullable Direction direction(int sender) {
        if (sender < 0 || client < 0) {
            return null;
        }
        return sender == client ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
    }

    /// The packet is to be shown now, whatever may still be found out.
    void release(Seen seen) {
        if (seen.isOpen()) {
            open.remove(seen.id());
        }
    }

    /// When the first end closed its direction.
    public long finishedAt() {
        return finishedAt;
    }

    private @Nullable Seen find(long id) {
        return current != null && current.id() == id ? current : open.get(id);
    }

    /// Without a look, and a [Long] to look with, where nothing is open.
    private @Nullable Seen close(long id) {
        return open.isEmpty() ? null : open.remove(id);
    }

    @Override
    public String name(long packet) {
        return "frame " + PacketId.frame(packet);
    }

    @Override
    public void finding(Finding finding) {
        Seen seen = find(finding.packet());
        if (seen == null) {
            late.finding(this, finding);
        } else {
            seen.add(finding);
        }
    }

    @Override
    public void answered(long request, long response, long nanos) {
        Seen answer = find(response);
        if (answer != null) {
            answer.answers(request, nanos);
        }
        late.forget(request);
        Seen asked = close(request);
        if (asked != null) {
            asked.answeredBy(response, nanos);
        }
    }

    @Override
    public void completed(long first, long last, long nanos) {
        Seen completing = find(last);
        if (completing != null) {
            completing.completes(nanos);
        }
    }

    @Override
    public void takenOver(int stream, int by) {
        takenOverBy = by;
        view.takenOver(stream, by);
    }

    @Override
    public void repeated(long packet, long first) {
        Seen again = find(packet);
        if (again != null) {
            again.repeats(first);
        }
        late.forget(first);
        Seen before = close(first);
        if (before != null) {
            before.settle();
        }
    }

    @Override
    public void forwarded(long copy, long original, long nanos) {
        Seen seen = find(copy);
        if (seen != null) {
            seen.forwards(original, nanos);
        }
    }

    @Override
    public void unanswered(long request, PacketType type) {
        Seen asked = open.get(request);
        if (asked != null) {
            asked.unanswered();
        }
    }
}
