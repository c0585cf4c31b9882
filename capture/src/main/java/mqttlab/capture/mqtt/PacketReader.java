package mqttlab.capture.mqtt;

import java.util.Arrays;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket.Form;

/// Cuts one direction of a connection into packets.
///
/// Gathered is the beginning of a packet whose end is still to come. Out of step is when it is not known where a
/// packet begins: nothing is emitted then, and what is gathered may be a beginning, or not.
final class PacketReader {

    /// What has to speak for packets, in bits, to begin with them on a connection that carries MQTT.
    private static final int ENOUGH = 12;

    /// A packet that claims to be longer has to look like one.
    private static final int LARGE = 1 << 20;

    /// The longest beginning that is looked at for that: the header and the topic of a PUBLISH.
    private static final int HEAD = 1 << 17;

    /// So much may be the beginning of a packet without being enough to tell.
    private static final int LITTLE = 64;

    private static final byte[] NOTHING = new byte[0];

    private final MqttExtractor extractor;
    private final MqttSink sink;
    private final MqttPacket packet;
    private final MqttStream stream;
    private final int sender;

    private boolean inStep;
    private long skipped; // since the last packet
    private long rest; // what is still to come of a packet that has been given up

    private byte[] gathered = NOTHING;
    private int have;
    private int nextLook; // when there is so much it is looked at again whether it is a packet
    private long firstFrame;
    private final TcpSegment last = new TcpSegment(); // the one that brought the end of what is gathered

    PacketReader(MqttExtractor extractor, MqttStream stream, int sender, boolean inStep) {
        this.extractor = extractor;
        sink = extractor.sink();
        packet = extractor.packet();
        this.stream = stream;
        this.sender = sender;
        this.inStep = inStep;
    }

    void data(TcpSegment segment, byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        if (!inStep || have > 0 || rest > 0) {
            at = findPacket(segment, bytes, offset, end);
        }
        while (at < end) {
            int size = PacketLength.of(bytes, at, end);
            if (size < 0 || size > end - at) {
                begin(segment, bytes, at, end, size);
                return;
            }
            emit(Form.WHOLE, bytes, at, size, 0, segment.frame().number(), segment);
            at += size;
        }
    }

    /// Finishes what was begun; gives the place where the next packet begins, which is the end if none does.
    private int findPacket(TcpSegment segment, byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (!inStep || have > 0 || rest > 0)) {
            if (!inStep && !findStep(segment, bytes, at, end)) {
                return end;
            }
            at = rest > 0 ? passRest(at, end) : gatherMore(segment, bytes, at, end);
        }
        return at;
    }

    private int passRest(int from, int end) {
        int count = (int) Math.min(rest, end - from);
        rest -= count;
        skipped += count;
        if (rest == 0) {
            tellSkipped(true);
        }
        return from + count;
    }

    /// Looks for packets at the beginning of what a segment brings, or of the little that the one before brought.
    private boolean findStep(TcpSegment segment, byte[] bytes, int from, int end) {
        if (have > 0) {
            byte[] joined = Arrays.copyOf(gathered, have + end - from);
            System.arraycopy(bytes, from, joined, have, end - from);
            inStep = extractor.plausible().chain(joined, 0, joined.length) >= ENOUGH;
            if (inStep) {
                tellSkipped(true);
                return true;
            }
            dropGathered();
        }
        int score = extractor.plausible().chain(bytes, from, end);
        int count = end - from;
        if (score >= ENOUGH) {
            inStep = true;
            tellSkipped(true);
        } else if (score >= 0 && count < LITTLE && extractor.mayKeep(count, count)) {
            firstFrame = segment.frame().number();
            last.describe(segment);
            gather(bytes, from, count, count);
        } else {
            skipped += count;
        }
        return inStep;
    }

    /// Skips what might have been a beginning.
    private void dropGathered() {
        extractor.keeps(-have);
        skipped += have;
        have = 0;
        gathered = NOTHING;
    }

    private void tellSkipped(boolean resumed) {
        if (skipped > 0) {
            sink.event(new StreamEvent.Skipped(stream, sender, skipped, resumed));
            skipped = 0;
        }
    }

    /// Takes the beginning of a packet that does not end here.
    private void begin(TcpSegment segment, byte[] bytes, int from, int end, int size) {
        int count = end - from;
        firstFrame = segment.frame().number();
        if (size == PacketLength.MALFORMED
                || size > LARGE && extractor.plausible().packet(bytes, from, end) == Plausible.IMPOSSIBLE) {
            inStep = false;
            emit(Form.MALFORMED, bytes, from, count, 0, firstFrame, segment);
        } else if (extractor.mayKeep(count, count)) {
            gathered = extractor.borrow(count);
            nextLook = 2 * count;
            last.describe(segment);
            gather(bytes, from, count, size);
        } else {
            emit(Form.INCOMPLETE, bytes, from, count, missing(size, count), firstFrame, segment);
            giveUp(size, count);
        }
    }

    /// Adds to what is gathered; gives the place behind it.
    private int gatherMore(TcpSegment segment, byte[] bytes, int from, int end) {
        int at = from;
        while (have > 0 && at < end) {
            int size = PacketLength.of(gathered, 0, have);
            int count = size < 0 ? 1 : Math.min(size - have, end - at);
            if (!extractor.mayKeep(have + count, count)) {
                int before = have;
                emitGathered(Form.INCOMPLETE, missing(size, before), last);
                giveUp(size, before);
                return inStep ? passRest(at, end) : at;
            }
            gather(bytes, at, count, size);
            at += count;
            size = PacketLength.of(gathered, 0, have);
            if (size == have) {
                emitGathered(Form.WHOLE, 0, segment);
            } else if (size == PacketLength.MALFORMED) {
                inStep = false;
                emitGathered(Form.MALFORMED, 0, segment);
            } else if (size > LARGE && have < HEAD && have >= nextLook && isImpossible()) {
                have -= count; // what came now may be the beginning of something better
                extractor.keeps(-count);
                inStep = false;
                emitGathered(Form.MALFORMED, 0, last);
                return at - count;
            } else {
                last.describe(segment);
            }
        }
        return at;
    }

    private boolean isImpossible() {
        nextLook = 2 * have; // not at every byte, as each look begins at the first
        return extractor.plausible().packet(gathered, 0, have) == Plausible.IMPOSSIBLE;
    }

    private void gather(byte[] bytes, int from, int count, int size) {
        if (gathered.length - have < count) {
            int enough = Math.max(have + count, Math.min(2 * have, size));
            gathered = Arrays.copyOf(gathered, enough);
        }
        System.arraycopy(bytes, from, gathered, have, count);
        have += count;
        extractor.keeps(count);
    }

    private static int missing(int size, int count) {
        return Math.max(0, size - count);
    }

    /// Goes on behind a packet of which there is no more than what was emitted.
    private void giveUp(int size, int count) {
        rest = missing(size, count);
        inStep = rest > 0;
    }

    private void emitGathered(Form form, long missing, TcpSegment segment) {
        byte[] bytes = gathered;
        int count = have;
        gathered = NOTHING;
        have = 0;
        extractor.keeps(-count);
        emit(form, bytes, 0, count, missing, firstFrame, segment);
        extractor.giveBack(bytes);
    }

    private void emit(
            Form form, byte[] bytes, int offset, int length, long missing, long firstFrame, TcpSegment segment) {
        extractor.finds();
        stream.learn(sender, form, bytes[offset]);
        packet.set(stream, sender, form, bytes, offset, length, missing, firstFrame, segment);
        sink.packet(packet);
    }

    /// Goes on behind a hole of so many bytes, or of nobody knows how many if it is 0.
    void lost(long bytes) {
        long open = rest;
        if (!inStep) {
            dropGathered();
        } else if (have > 0) {
            open = missing(PacketLength.of(gathered, 0, have), have);
            emitGathered(Form.INCOMPLETE, open, last);
        }
        sink.event(new StreamEvent.Lost(stream, sender, bytes));
        inStep = bytes > 0 && bytes <= open; // the hole is in a packet, and it is known where that ends
        rest = inStep ? open - bytes : 0;
    }

    /// Takes note that no more is expected.
    void end() {
        if (!inStep) {
            dropGathered();
        } else if (have > 0) {
            emitGathered(Form.INCOMPLETE, missing(PacketLength.of(gathered, 0, have), have), last);
        }
        tellSkipped(false);
    }
}
