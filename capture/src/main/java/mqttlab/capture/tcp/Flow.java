package mqttlab.capture.tcp;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// One direction of a connection: puts segments into the order of their sequence numbers.
///
/// Invariant: held pieces are sorted, do not overlap, and begin after `next`.
final class Flow {

    /// What is known of where the bytes begin.
    private enum Start {
        UNKNOWN,
        /// An acknowledgement or an empty segment said so, which may be one byte too low (a keep-alive probe).
        GUESSED,
        KNOWN
    }

    private static final class Piece {
        final TcpSegment segment;

        @Nullable
        Piece next;

        Piece(TcpSegment segment) {
            this.segment = segment;
        }
    }

    /// A window is at most 2^30 bytes (RFC 7323): what lies further back cannot be old, it is far ahead.
    private static final int FARTHEST_BACK = 1 << 30;

    private static final int NEAR = 1 << 20;
    private static final int UNUSUAL = TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST;
    private static final int OVERHEAD = 256; // bytes that holding a piece costs beside its own

    private final int direction;
    private boolean hasBase;
    private int base;
    private Start start = Start.UNKNOWN;
    private boolean hasSyn;
    private int initial; // the sequence number of the SYN
    private int next; // the sequence number of the first byte not yet handed over
    private boolean hasEnd;
    private int end; // the sequence number of the FIN
    private long endTime = CapturedFrame.NO_TIME; // of the FIN
    private boolean isFinished;
    private boolean isAcknowledged;
    private int acknowledged;
    private boolean isUnseen;
    private int unseen; // the peer has what lies before it, and has sent something since
    private @Nullable Piece held;
    private int heldBytes;
    private int heldPieces;

    Flow(int direction) {
        this.direction = direction;
    }

    boolean hasSyn() {
        return hasSyn;
    }

    boolean isFinished() {
        return isFinished;
    }

    /// When the FIN was sent, or [CapturedFrame#NO_TIME].
    long endTime() {
        return endTime;
    }

    boolean hasBase() {
        return hasBase;
    }

    /// Notes the number before the first sequence number, which is what Wireshark tells a new connection by.
    void noteBase(int sequence) {
        if (!hasBase) {
            hasBase = true;
            base = sequence;
        }
    }

    /// Whether this SYN asks for another connection than the one that is known.
    boolean isReplacedBy(TcpSegment syn) {
        boolean isOther = hasBase && base != syn.sequence();
        if (isOther && syn.has(TcpSegment.ACK)) {
            base = syn.sequence();
            return false;
        }
        return isOther;
    }

    /// How far a sequence number lies ahead of what has been handed over; negative if it lies behind.
    private long ahead(int sequence) {
        return (sequence - next + FARTHEST_BACK & 0xffff_ffffL) - FARTHEST_BACK;
    }

    void receive(TcpSegment s, Connection connection) {
        boolean isNext = s.sequence() == next && start == Start.KNOWN && held == null && !hasEnd;
        if (isNext && !s.has(UNUSUAL) && s.missing() == 0) {
            int length = s.length();
            if (length > 0) {
                next += length;
                connection.data(direction, s, s.bytes(), s.offset(), length);
            }
        } else {
            sort(s, connection);
        }
    }

    private void sort(TcpSegment s, Connection connection) {
        int sequence = s.sequence();
        if (s.has(TcpSegment.SYN)) {
            begin(sequence++, connection);
        }
        boolean isRemark = s.has(TcpSegment.RST); // whatever comes with it
        int length = isRemark ? 0 : s.length();
        int missing = isRemark ? 0 : s.missing();
        if (start != Start.KNOWN) {
            settle(sequence, length + missing > 0 || s.has(TcpSegment.FIN));
        }
        if (s.has(TcpSegment.FIN)) {
            noteEnd(sequence + length + missing, s.frame().time());
        }
        if (hasEnd && end - sequence < length) {
            length = Math.max(0, end - sequence);
        }
        if (length > 0) {
            take(s, sequence, length, connection);
        }
        if (missing > 0 && next == sequence + length) {
            loseUntil(next + missing, connection);
        }
        finishAtEnd(connection);
    }

    private void begin(int sequence, Connection connection) {
        if (hasSyn && sequence != initial) {
            restart(connection);
        }
        if (start != Start.KNOWN) {
            start = Start.KNOWN;
            next = sequence + 1;
        }
        hasSyn = true;
        initial = sequence;
    }

    /// Forgets what was before: another connection begins, and its first segment has not been captured.
    private void restart(Connection connection) {
        boolean hadData = next != initial + 1;
        drop(connection);
        start = Start.UNKNOWN;
        hasEnd = false;
        isFinished = false;
        isAcknowledged = false;
        if (hadData) {
            connection.lost(direction, 0);
        }
    }

    /// Finds out where to begin in the middle of a connection.
    private void settle(int sequence, boolean hasData) {
        if (!hasData) {
            guess(sequence);
            return;
        }
        int distance = sequence - next;
        boolean afterHole = start == Start.GUESSED && distance > 1 && distance < NEAR;
        if (!afterHole) {
            next = sequence;
        }
        start = Start.KNOWN;
    }

    private void guess(int sequence) {
        if (start == Start.UNKNOWN) {
            start = Start.GUESSED;
            next = sequence;
        }
    }

    private void noteEnd(int sequence, long time) {
        if (!hasEnd && ahead(sequence) >= 0) {
            hasEnd = true;
            end = sequence;
            endTime = time;
        }
    }

    private void take(TcpSegment s, int sequence, int length, Connection connection) {
        long ahead = ahead(sequence);
        if (ahead + length <= 0) {
            return; // came before, or is the byte of a keep-alive probe
        }
        if (ahead > 0 || held != null && ahead + length > ahead(held.segment.sequence())) {
            hold(s, sequence, length, connection);
            return;
        }
        int old = (int) -ahead;
        if (old > 0) {
            connection.overlapped(direction, old);
        }
        deliver(s, s.offset() + old, length - old, connection);
        release(connection);
    }

    private void deliver(TcpSegment s, int offset, int length, Connection connection) {
        next += length;
        connection.data(direction, s, s.bytes(), offset, length);
    }

    /// Puts those parts of a segment that are new between the pieces that are held.
    private void hold(TcpSegment s, int sequence, int length, Connection connection) {
        int from = (int) Math.max(0, -ahead(sequence));
        int overlap = from;
        Piece before = null;
        Piece after = held;
        while (from < length) {
            long gap = after == null ? Long.MAX_VALUE : ahead(after.segment.sequence()) - ahead(sequence + from);
            if (gap > 0) {
                int count = (int) Math.min(gap, length - from);
                Piece piece = new Piece(s.keep(sequence + from, from, count));
                piece.next = after;
                if (before == null) {
                    held = piece;
                } else {
                    before.next = piece;
                }
                before = piece;
                count(1, count, connection);
                from += count;
            } else if (after != null) {
                int common = Math.clamp(gap + after.segment.length(), 0, length - from);
                overlap += common;
                from += common;
                before = after;
                after = after.next;
            }
        }
        if (overlap > 0 && overlap < length) {
            connection.overlapped(direction, overlap);
        }
        release(connection);
        giveUpHoles(connection);
    }

    private void count(int pieces, int bytes, Connection connection) {
        heldPieces += pieces;
        heldBytes += bytes;
        connection.held(pieces * OVERHEAD + bytes);
    }

    /// Hands over what is held and has its turn.
    private void release(Connection connection) {
        while (held != null && held.segment.sequence() == next) {
            TcpSegment segment = held.segment;
            held = held.next;
            count(-1, -segment.length(), connection);
            deliver(segment, segment.offset(), segment.length(), connection);
        }
    }

    /// Steps over holes that will not be filled.
    private void giveUpHoles(Connection connection) {
        while (held != null && (isLost(held.segment.sequence()) || connection.holdsTooMuch(heldBytes, heldPieces))) {
            loseUntil(held.segment.sequence(), connection);
        }
    }

    /// Whether the peer has everything before this place.
    private boolean isLost(int sequence) {
        return isAcknowledged && ahead(acknowledged) >= ahead(sequence);
    }

    private void loseUntil(int sequence, Connection connection) {
        while (ahead(sequence) > 0) {
            long count = held == null ? ahead(sequence) : Math.min(ahead(sequence), ahead(held.segment.sequence()));
            next += (int) count;
            connection.lost(direction, count);
            release(connection);
        }
    }

    /// Takes note that the peer has all bytes before this sequence number.
    ///
    /// @param isFirst whether it is the answer to the SYN, which does not leave any doubt about the first byte
    void acknowledge(int sequence, boolean isFirst, Connection connection) {
        acknowledged = sequence;
        isAcknowledged = true;
        if (start != Start.KNOWN || isFirst) {
            beginBehind(sequence, isFirst, connection);
        }
        if (held != null) {
            giveUpHoles(connection);
        }
        if (hasEnd && !isFinished) {
            loseTail(sequence, connection);
        }
    }

    /// Whether who acknowledges this has got bytes that were not handed over, and was not known to have them.
    boolean lacks(int acknowledgement) {
        int fin = isFinished ? 1 : 0; // takes a number, too
        if (start == Start.UNKNOWN || ahead(acknowledgement) <= fin || isUnseen && unseen == acknowledgement) {
            return false;
        }
        isUnseen = true;
        unseen = acknowledgement;
        return true;
    }

    /// Whether the peer had sent something behind the bytes handed over last before these were seen.
    boolean isLate(int length) {
        isUnseen = isUnseen && ahead(unseen) > -length;
        return isUnseen;
    }

    private void beginBehind(int sequence, boolean isFirst, Connection connection) {
        if (isFirst && !hasSyn) {
            begin(sequence - 1, connection);
        } else {
            guess(sequence);
        }
    }

    private void loseTail(int sequence, Connection connection) {
        long tail = ahead(end);
        if (tail > 0 && held == null && ahead(sequence) > tail) {
            loseUntil(end, connection);
        }
        finishAtEnd(connection);
    }

    private void finishAtEnd(Connection connection) {
        if (hasEnd && !isFinished && next == end) {
            isFinished = true;
            connection.finished(direction, endTime);
        }
    }

    /// Gives up all holes, as nothing more is expected.
    void flush(Connection connection) {
        while (held != null) {
            loseUntil(held.segment.sequence(), connection);
        }
        if (hasEnd && !isFinished) {
            loseUntil(end, connection);
        }
        if (isAcknowledged && lacks(acknowledged)) {
            connection.unseen(direction);
        }
        finishAtEnd(connection);
    }

    /// Throws away what is held, as nobody wants it.
    void drop(Connection connection) {
        while (held != null) {
            count(-1, -held.segment.length(), connection);
            held = held.next;
        }
    }
}
