package mqttlab.bench.load;

import java.nio.ByteBuffer;

/// Cuts what a broker sends into packets, by their fixed headers alone (3.1.1 section 2.2), and makes no objects. What
/// is left of a packet that has not arrived as a whole is kept until the next time; the buffer is everyone's.
final class Scanner {

    private static final byte[] NOTHING = {};

    private byte[] rest = NOTHING;
    private int left;

    /// Takes whole packets.
    interface Handler {
        /// @param first the packet's first byte: its type and flags
        /// @param body where its variable header begins
        /// @param end where it ends
        void packet(int first, ByteBuffer in, int body, int end);
    }

    /// Empties the buffer, and puts what was left of the last time into it.
    void begin(ByteBuffer in) {
        in.clear().put(rest, 0, left);
    }

    /// Hands on every packet that the buffer holds before its position; it has to have room for the largest.
    void scan(ByteBuffer in, Handler handler) {
        int end = in.position();
        int at = 0;
        for (int next = packet(in, at, end, handler); next > at; next = packet(in, at, end, handler)) {
            at = next;
        }
        keep(in, at, end);
    }

    /// Where the packet ends; where it begins if it is not whole.
    private static int packet(ByteBuffer in, int at, int end, Handler handler) {
        int body = at + 1;
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            if (body == end || at == end) {
                return at;
            }
            if (shift > 21) {
                throw new LoadException("The broker sent a remaining length of more than four bytes.");
            }
            int digit = in.get(body++);
            length |= (digit & 0x7f) << shift;
            if (digit >= 0) {
                break;
            }
        }
        if (length > in.capacity() - (body - at)) {
            throw new LoadException(
                    "The broker sent a packet of " + length + " bytes; there is room for " + in.capacity() + ".");
        }
        if (length > end - body) {
            return at;
        }
        handler.packet(in.get(at) & 0xff, in, body, body + length);
        return body + length;
    }

    private void keep(ByteBuffer in, int at, int end) {
        left = end - at;
        if (left > rest.length) {
            rest = new byte[Math.max(left, 64)];
        }
        in.get(at, rest, 0, left);
    }
}
