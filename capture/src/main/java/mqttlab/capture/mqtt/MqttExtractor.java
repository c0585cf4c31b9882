package mqttlab.capture.mqtt;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.link.Unwrapper;
import mqttlab.capture.tcp.Connection;
import mqttlab.capture.tcp.StreamHandler;
import mqttlab.capture.tcp.StreamHandlers;
import mqttlab.capture.tcp.Streams;
import org.jspecify.annotations.Nullable;

/// Finds the MQTT packets in the frames of a capture, and gives them to a sink.
public final class MqttExtractor {

    private static final int LARGEST_SPARE = 1 << 20;
    private static final byte[] NOTHING = new byte[0];

    private final PortRules rules;
    private final MqttLimits limits;
    private final MqttSink sink;
    private final Unwrapper unwrapper = new Unwrapper();
    private final TcpSegment segment = new TcpSegment();
    private final Streams streams;
    private final Plausible plausible = new Plausible();
    private final MqttPacket packet = new MqttPacket();
    private byte[] spare = new byte[2048];
    private long kept;
    private long found;

    /// Finds what is on port 1883 and what can be told by its content.
    public MqttExtractor(MqttSink sink) {
        this(new PortRules(), MqttLimits.USUAL, sink);
    }

    public MqttExtractor(PortRules rules, MqttLimits limits, MqttSink sink) {
        this.rules = rules;
        this.limits = limits;
        this.sink = sink;
        streams = new Streams(limits.tcp(), new Handlers());
    }

    /// Takes the next frame of the capture.
    public void accept(CapturedFrame frame) {
        if (unwrapper.unwrap(frame, segment)) {
            streams.accept(segment);
        }
        sink.frameDone(frame);
    }

    /// Ends all connections, as the capture is over: the sink is told of packets that are not complete.
    public void finish() {
        streams.finish();
    }

    PortRules rules() {
        return rules;
    }

    Plausible plausible() {
        return plausible;
    }

    MqttSink sink() {
        return sink;
    }

    /// The one that is filled for every packet.
    MqttPacket packet() {
        return packet;
    }

    void finds() {
        found++;
    }

    /// How many packets were found.
    long found() {
        return found;
    }

    /// Whether `more` bytes may be kept, of a packet of which there are then `size`.
    boolean mayKeep(int size, int more) {
        return size <= limits.packetBytes() && kept + more <= limits.bytesInAll();
    }

    void keeps(int more) {
        kept += more;
    }

    /// How many bytes are kept of packets that are not complete, and of connections that may be MQTT.
    long kept() {
        return kept;
    }

    /// An array that will be given back soon in most cases, which saves making a new one each time.
    byte[] borrow(int length) {
        byte[] array = spare;
        spare = NOTHING;
        return array.length >= length ? array : new byte[Math.max(length, 2048)];
    }

    void giveBack(byte[] array) {
        if (array.length > spare.length && array.length <= LARGEST_SPARE) {
            spare = array;
        }
    }

    /// A class, as a method reference would take its time when the program starts.
    private final class Handlers implements StreamHandlers {

        @Override
        public @Nullable StreamHandler handler(Connection c) {
            MqttExtractor extractor = MqttExtractor.this;
            return switch (rules.verdict(c.port(0), c.port(1))) {
                case MQTT -> new StreamReader(extractor, c, null);
                case NONE -> null;
                case CONTENT_DECIDES -> new StreamReader(extractor, c, new Detector(extractor, c));
            };
        }
    }
}
