package mqttlab.broker.hub;

import java.util.Arrays;

/// Bytes of a client that cannot be worked on yet.
final class Backlog {

    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /// Of which [#from] to [#to] is meant. It is never changed there, even if more is added.
    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void add(byte[] more, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return;
        }
        if (bytes.length - to < length) {
            byte[] larger = new byte[Math.max(size() * 2, size() + length)];
            System.arraycopy(bytes, from, larger, 0, size());
            to = size();
            from = 0;
            bytes = larger;
        }
        System.arraycopy(more, start, bytes, to, length);
        to += length;
    }

    /// Takes out the first so many.
    void skip(int length) {
        from += length;
        if (isEmpty()) {
            clear();
        }
    }

    /// Takes everything out.
    byte[] take() {
        byte[] all = size() == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        clear();
        return all;
    }

    void clear() {
        bytes = NONE;
        from = 0;
        to = 0;
    }
}
