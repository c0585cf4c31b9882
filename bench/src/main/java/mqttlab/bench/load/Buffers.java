package mqttlab.bench.load;

import java.nio.ByteBuffer;

/// What all connections of a thread read into and write from: small enough for the processor's cache.
///
/// An answer (4 bytes) is never longer than what it answers, so `out` has room for all answers to what `in` holds.
record Buffers(ByteBuffer in, ByteBuffer out) {

    static final int SIZE = 1 << 18;

    static Buffers allocate() {
        return new Buffers(ByteBuffer.allocateDirect(SIZE), ByteBuffer.allocateDirect(SIZE));
    }
}
