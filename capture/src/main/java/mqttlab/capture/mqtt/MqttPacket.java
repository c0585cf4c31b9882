package mqttlab.capture.mqtt;

import java.util.Objects;
import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// An MQTT packet in a capture. There is one object, which is filled anew for each: what is to outlive the call of
/// the sink has to be copied.
public final class MqttPacket {

    /// How much of a packet there is.
    public enum Form {
        /// All of it.
        WHOLE,
        /// The beginning; the rest was not sent, not captured, or is too much to be kept.
        INCOMPLETE,
        /// The remaining length is none, so that nobody knows where the packet ends. These are the bytes there
        /// were.
        MALFORMED
    }

    private @Nullable MqttStream stream;
    private int sender;
    private Form form = Form.WHOLE;
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private long missing;
    private long firstFrame;
    private @Nullable TcpSegment segment;

    void set(
            MqttStream stream,
            int sender,
            Form form,
            byte[] bytes,
            int offset,
            int length,
            long missing,
            long firstFrame,
            TcpSegment segment) {
        this.stream = stream;
        this.sender = sender;
        this.form = form;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.missing = missing;
        this.firstFrame = firstFrame;
        this.segment = segment;
    }

    /// The connection on which it was sent.
    public MqttStream stream() {
        return Objects.requireNonNull(stream);
    }

    /// The end that sent it, 0 or 1.
    public int sender() {
        return sender;
    }

    /// Which way it went.
    public Direction direction() {
        return stream().direction(sender);
    }

    public Form form() {
        return form;
    }

    /// The array that holds the packet, from [#offset()] on.
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /// How many bytes are missing after these, if it is [Form#INCOMPLETE] and its length is known, otherwise 0.
    public long missing() {
        return missing;
    }

    /// The number of the frame that brought the first byte.
    public long firstFrame() {
        return firstFrame;
    }

    /// The segment that brought its last byte, with all that is known of its frame.
    ///
    /// Where segments came too early, or a hole was stepped over, this is an earlier frame than the one being read.
    public TcpSegment segment() {
        return Objects.requireNonNull(segment);
    }
}
