package mqttlab.cli.dissection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.KnownVersion;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A packet that was seen in a capture: its bytes, the frame and connection it came with, what was read of it, and
/// what it has to do with other packets. It is made to be filled anew for another packet, and keeps its room.
public final class Seen implements Step, Sighting {

    private static final KnownVersion UNREAD = new Conversation().version();

    private final TcpSegment segment = new TcpSegment();
    private byte[] bytes = new byte[128];
    private int length;
    private @Nullable MqttStream stream;
    private int sender;
    private int client;
    private int dataEnd;
    private long firstFrame;
    private MqttPacket.Form form = MqttPacket.Form.WHOLE;
    private long missing;
    private long id;

    /// Times of the capture's first frame, and of the one shown before.
    private long firstTime;
    private long shownBefore;

    private final Trace trace = new Trace();
    private @Nullable Packet packet;
    private KnownVersion version = UNREAD;
    private @Nullable Watched connection;
    private final List<Finding> findings = new ArrayList<>(0);
    private final List<Finding> findingsSeen = Collections.unmodifiableList(findings);

    private long request;
    private long requestNanos;
    private long exchangeNanos;
    private long response;
    private long responseNanos;
    private long original;
    private long forwarded;
    private long forwardingNanos;
    private boolean isUnanswered;
    private boolean isOpen;
    private boolean isJudged;

    /// Copies a packet that is only lent, and what the capture says of it.
    void take(MqttPacket lent, long id) {
        this.id = id;
        stream = lent.stream();
        sender = lent.sender();
        client = stream.client();
        segment.describe(lent.segment());
        dataEnd = segment.sequence() + lent.segment().length();
        firstFrame = lent.firstFrame();
        form = lent.form();
        missing = lent.missing();
        length = lent.length();
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        System.arraycopy(lent.bytes(), lent.offset(), bytes, 0, length);
        packet = null;
        version = UNREAD;
        connection = null;
        findings.clear();
        request = NONE;
        requestNanos = NONE;
        exchangeNanos = NONE;
        response = NONE;
        original = NONE;
        forwarded = NONE;
        forwardingNanos = NONE;
        isUnanswered = false;
        isOpen = false;
        isJudged = false;
    }

    void captureBegan(long time) {
        firstTime = time;
    }

    void shownAfter(long time) {
        shownBefore = time;
    }

    /// Reads the packet as the next one of its connection.
    void read(Watched connection) {
        this.connection = connection;
        client = connection.client();
        packet = connection.conversation().read(trace, direction(), bytes, 0, length);
        version = connection.conversation().version();
    }

    /// Says that the packet asks for an answer, which may still come.
    void open() {
        isOpen = true;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void answers(long packet, long nanos) {
        request = packet;
        requestNanos = nanos;
    }

    void completes(long nanos) {
        exchangeNanos = nanos;
    }

    void answeredBy(long packet, long nanos) {
        response = packet;
        responseNanos = nanos;
        isOpen = false;
    }

    void repeats(long packet) {
        original = packet;
    }

    void forwards(long packet, long nanos) {
        forwarded = packet;
        forwardingNanos = nanos;
    }

    void unanswered() {
        isUnanswered = true;
    }

    /// Nothing more will be known of it.
    void settle() {
        isOpen = false;
    }

    /// It is shown now, or passed over.
    void judged() {
        isJudged = true;
    }

    boolean isJudged() {
        return isJudged;
    }

    /// Whether an answer may still come.
    boolean isOpen() {
        return isOpen;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    /// The packet, or null where not all of it could be read.
    @Override
    public @Nullable Packet packet() {
        return packet;
    }

    public KnownVersion version() {
        return version;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int length() {
        return length;
    }

    public MqttStream stream() {
        if (stream == null) {
            throw new IllegalStateException("no packet yet");
        }
        return stream;
    }

    /// Its connection, once it has been read.
    public Watched connection() {
        if (connection == null) {
            throw new IllegalStateException("not read yet");
        }
        return connection;
    }

    /// The segment that brought its last byte, without payload.
    public TcpSegment segment() {
        return segment;
    }

    @Override
    public long time() {
        return segment.frame().time();
    }

    @Override
    public int streamNumber() {
        return stream().number();
    }

    /// The sequence number behind the payload of [#segment].
    int dataEnd() {
        return dataEnd;
    }

    /// The frame that brought the packet's first byte; its last came with [#segment].
    public long firstFrame() {
        return firstFrame;
    }

    public MqttPacket.Form form() {
        return form;
    }

    /// How many bytes an incomplete packet lacks, or 0 where that is not known.
    public long missing() {
        return missing;
    }

    public long firstTime() {
        return firstTime;
    }

    /// Of the frame before its own; that of its own where there is none.
    public long timeBefore() {
        long before = segment.frame().timeBefore();
        return before == CapturedFrame.NO_TIME ? time() : before;
    }

    /// Of the frame shown before its own; that of its own where there is none.
    public long shownBefore() {
        return shownBefore;
    }

    /// What tells it from all other packets of the capture; see [PacketId].
    public long id() {
        return id;
    }

    /// What is wrong with it, or worth knowing, as far as it was looked for.
    @Override
    public List<Finding> findings() {
        return findingsSeen;
    }

    /// The packet that it answers, or [#NONE].
    public long request() {
        return request;
    }

    /// How long after [#request] it came, or [#NONE].
    @Override
    public long requestNanos() {
        return requestNanos;
    }

    @Override
    public long exchangeNanos() {
        return exchangeNanos;
    }

    /// The packet that answers it, or [#NONE].
    public long response() {
        return response;
    }

    /// How long after it [#response] came.
    public long responseNanos() {
        return responseNanos;
    }

    /// The packet that it was sent as before, or [#NONE].
    public long original() {
        return original;
    }

    /// The packet whose message the server passes on with this, or [#NONE].
    public long forwarded() {
        return forwarded;
    }

    /// How long after [#forwarded] it came, or [#NONE].
    public long forwardingNanos() {
        return forwardingNanos;
    }

    /// Whether it asked for an answer that did not come.
    public boolean isUnanswered() {
        return isUnanswered;
    }

    public int sender() {
        return sender;
    }

    /// The end that was known to be the client when it was seen, or -1.
    public int client() {
        return client;
    }

    @Override
    public @Nullable Direction direction() {
        if (client < 0) {
            return null;
        }
        return sender == client ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
    }
}
