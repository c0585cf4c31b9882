package mqttlab.capture.mqtt;

import java.util.ArrayList;
import java.util.List;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.tcp.Connection;
import mqttlab.capture.tcp.StreamHandler;

/// Finds out by the content whether a connection carries MQTT, and keeps what came before that was clear.
///
/// Where the beginning was captured it takes the first bytes: a client begins with CONNECT, a server with CONNACK.
/// In the middle it takes segments that consist of packets, until enough speaks for MQTT.
final class Detector {

    enum Verdict {
        YES,
        NO,
        NOT_YET
    }

    /// What has to speak for MQTT, in bits.
    private static final int ENOUGH = 20;

    private static final int MOST_SEGMENTS = 64;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_KEPT = 256;

    private sealed interface Kept {
        void replay(StreamHandler handler);
    }

    private record Data(int direction, TcpSegment segment) implements Kept {
        @Override
        public void replay(StreamHandler handler) {
            handler.data(direction, segment, segment.bytes(), segment.offset(), segment.length());
        }
    }

    private record Lost(int direction, long bytes) implements Kept {
        @Override
        public void replay(StreamHandler handler) {
            handler.lost(direction, bytes);
        }
    }

    private record Unseen(int direction) implements Kept {
        @Override
        public void replay(StreamHandler handler) {
            handler.unseen(direction);
        }
    }

    private final MqttExtractor extractor;
    private final Connection connection;
    private final List<Kept> kept = new ArrayList<>(2);
    private int keptBytes;
    private int segments;
    private int score;
    private boolean hasLost0;
    private boolean hasLost1;

    private final byte[] opening = new byte[Opening.LONGEST]; // the client's first bytes
    private int openingLength;

    Detector(MqttExtractor extractor, Connection connection) {
        this.extractor = extractor;
        this.connection = connection;
    }

    Verdict judge(int direction, TcpSegment segment, byte[] bytes, int offset, int length) {
        if (segments++ == MOST_SEGMENTS || kept.size() == MOST_KEPT) {
            return Verdict.NO;
        }
        Verdict verdict = hasBeginning(direction)
                ? judgeBeginning(direction, bytes, offset, length)
                : judgeMiddle(bytes, offset, length);
        if (verdict != Verdict.NO && (score > 0 || connection.hasBeginning(direction))) {
            return keep(direction, segment, offset, length, verdict);
        }
        return verdict;
    }

    /// Whether all that was sent in a direction is known so far.
    private boolean hasBeginning(int direction) {
        return connection.hasBeginning(direction) && !(direction == 0 ? hasLost0 : hasLost1);
    }

    private Verdict judgeBeginning(int direction, byte[] bytes, int offset, int length) {
        if (direction != connection.client()) {
            boolean answers = (bytes[offset] & 0xf0) == 0x20 || keptBytes > 0;
            boolean isPossible = extractor.plausible().chain(bytes, offset, offset + length) != Plausible.IMPOSSIBLE;
            return answers && isPossible ? Verdict.NOT_YET : Verdict.NO;
        }
        int count = Math.min(length, opening.length - openingLength);
        System.arraycopy(bytes, offset, opening, openingLength, count);
        openingLength += count;
        return Opening.isConnect(opening, openingLength);
    }

    private Verdict judgeMiddle(byte[] bytes, int offset, int length) {
        score += Math.max(0, extractor.plausible().chain(bytes, offset, offset + length));
        return score >= ENOUGH ? Verdict.YES : Verdict.NOT_YET;
    }

    private Verdict keep(int direction, TcpSegment segment, int offset, int length, Verdict verdict) {
        if (keptBytes + length > MOST_BYTES && verdict == Verdict.NOT_YET || !extractor.mayKeep(length, length)) {
            return Verdict.NO;
        }
        kept.add(new Data(direction, segment.keep(segment.sequence(), offset - segment.offset(), length)));
        keptBytes += length;
        extractor.keeps(length);
        return verdict;
    }

    /// Takes note of a hole: what came before speaks for nothing.
    void lost(int direction, long bytes) {
        hasLost0 |= direction == 0;
        hasLost1 |= direction == 1;
        score = 0;
        keep(new Lost(direction, bytes));
    }

    /// Takes note that the other end has got more of this direction than was seen.
    void unseen(int direction) {
        keep(new Unseen(direction));
    }

    private void keep(Kept event) {
        if (kept.size() < MOST_KEPT) {
            kept.add(event);
        }
    }

    void replay(StreamHandler handler) {
        for (Kept each : kept) {
            each.replay(handler);
        }
        drop();
    }

    void drop() {
        extractor.keeps(-keptBytes);
        keptBytes = 0;
        kept.clear();
    }
}
