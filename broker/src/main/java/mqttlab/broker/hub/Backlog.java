package mqttlab.broker.hub;

import java.util.Arrays;

/// Bytes of a client that cannot be worked on yet.
final class Backlog {

    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    byte[] array() {
        return bytes;
    }

    void add(byte[] from, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return;
        }
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    /// Takes everything out.
    byte[] take() {
        byte[] all = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        clear();
        return all;
    }

    void clear() {
        bytes = NONE;
        size = 0;
    }
}
