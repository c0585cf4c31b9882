package mqttlab.cli;

import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.KnownVersion;
import mqttlab.filter.Catalogue;
import mqttlab.filter.MqttTerms;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A packet that was seen in a capture: what was read of it, and the frame and connection it came with. There is
/// one object, which is filled anew for each packet.
final class Seen {

    /// What filters and columns may ask of it.
    static final Catalogue<Seen> TERMS = new MqttTerms<>(Seen::trace).and(new FrameTerms());

    private final Trace trace = new Trace();
    private @Nullable Packet packet;
    private KnownVersion version = new Conversation().version();
    private @Nullable MqttStream stream;
    private @Nullable TcpSegment segment;
    private int sender;
    private long firstFrame;
    private MqttPacket.Form form = MqttPacket.Form.WHOLE;
    private long missing;
    /// Times of the capture's first frame, of the frame before this one, and of the one shown before.
    private long firstTime;
    private long timeBefore;
    private long shownBefore;

    /// Takes what the capture says of a packet. The segment is only referred to.
    void place(MqttStream stream, TcpSegment segment, int sender, long firstFrame, MqttPacket.Form form, long missing) {
        this.stream = stream;
        this.segment = segment;
        this.sender = sender;
        this.firstFrame = firstFrame;
        this.form = form;
        this.missing = missing;
    }

    void times(long firstTime, long timeBefore, long shownBefore) {
        this.firstTime = firstTime;
        this.timeBefore = timeBefore;
        this.shownBefore = shownBefore;
    }

    /// Reads the packet's bytes as the next ones of its conversation.
    void read(Conversation conversation, byte[] bytes, int from, int to) {
        packet = conversation.read(trace, direction(), bytes, from, to);
        version = conversation.version();
    }

    Trace trace() {
        return trace;
    }

    /// The packet, or null where not all of it could be read.
    @Nullable
    Packet packet() {
        return packet;
    }

    KnownVersion version() {
        return version;
    }

    MqttStream stream() {
        if (stream == null) {
            throw new IllegalStateException("no packet yet");
        }
        return stream;
    }

    TcpSegment segment() {
        if (segment == null) {
            throw new IllegalStateException("no packet yet");
        }
        return segment;
    }

    /// The frame that brought the packet's first byte; its last came with [#segment].
    long firstFrame() {
        return firstFrame;
    }

    MqttPacket.Form form() {
        return form;
    }

    /// How many bytes an incomplete packet lacks, or 0 where that is not known.
    long missing() {
        return missing;
    }

    long firstTime() {
        return firstTime;
    }

    long timeBefore() {
        return timeBefore;
    }

    long shownBefore() {
        return shownBefore;
    }

    @Nullable
    Direction direction() {
        return directionOf(stream(), sender);
    }

    static @Nullable Direction directionOf(MqttStream stream, int sender) {
        int client = stream.client();
        if (client < 0) {
            return null;
        }
        return sender == client ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
    }
}
