package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// One end of a packet's bytes: reads what is there, or writes what is given. Every method takes the field it is
/// about and the value to write, and returns the value that is really on the wire.
///
/// There are exactly two kinds, and there will be no third: the virtual calls in the packets' `walk`s then have two
/// receivers at most, both of which the JIT compiler inlines. So a trace is a nullable field, and sizes come
/// from writing.
public abstract sealed class Wire permits Reader, Writer {

    /// From this character on up to `~`, all are ordinary in a topic: no wildcard, no `$`, no white space.
    static final char FIRST_ORDINARY = ',';

    private final Version version;
    private final @Nullable Direction direction;

    /// Notes what is read; a writer has none.
    final @Nullable Trace trace;

    /// What is read from or written to.
    byte[] bytes;

    /// Where the next field begins.
    int at;

    /// Where the text that was read or written last has its first byte that is not ordinary, or its end.
    int special;

    Wire(Version version, @Nullable Direction direction, @Nullable Trace trace, byte[] bytes, int at) {
        this.version = version;
        this.direction = direction;
        this.trace = trace;
        this.bytes = bytes;
        this.at = at;
    }

    final Version version() {
        return version;
    }

    final boolean isV5() {
        return version == Version.V5;
    }

    /// Whether the packet is known to travel this way.
    final boolean isSent(Direction way) {
        return direction == way;
    }

    abstract int u8(Field field, int value);

    abstract int u16(Field field, int value);

    abstract long u32(Field field, long value);

    /// A Variable Byte Integer, 0 to 268 435 455 (5.0 section 1.5.5).
    abstract int varint(Field field, int value);

    /// UTF-8 text behind its length in two bytes.
    abstract String text(Field length, Field field, String value);

    /// Bytes behind their length in two bytes.
    abstract Bytes data(Field length, Field field, Bytes value);

    /// All bytes up to the end of the packet.
    abstract Bytes rest(Field field, Bytes value);

    /// Some bits of the byte that was read or written last.
    final int bits(Field field, int byteValue) {
        int found = field.get(byteValue);
        if (trace != null) {
            trace.add(field, at - 1, 1, found);
        }
        return found;
    }

    final boolean flag(Field field, int byteValue) {
        return bits(field, byteValue) != 0;
    }

    /// Whether something follows: a reader looks, a writer does as it is told.
    abstract boolean more(boolean wanted);

    /// Begins a block that stands behind its length, a Variable Byte Integer; [#more] now speaks of the block.
    /// Returns what [#end] wants.
    abstract int begin(Field length);

    abstract void end(int block);

    /// Opens a group of fields in the trace. Returns what [#close] wants.
    final int open(Field group) {
        return trace == null ? 0 : trace.open(group, at);
    }

    final void close(int group) {
        if (trace != null) {
            trace.close(group, at);
        }
    }

    /// Notes or throws that `field`, which was just read or should have been, breaks `rule`, unless it is `kept`.
    /// What [may pass][Rule#mayPass()] is never thrown.
    final void check(boolean kept, Field field, Rule rule) {
        if (!kept) {
            broken(field, rule);
        }
    }

    abstract void broken(Field field, Rule rule);

    /// Notes where `value`, which was just read, is no UTF-8, and so breaks `rule`. Without a trace nobody looks:
    /// it may pass.
    abstract void noteUtf8(Bytes value, Field field, Rule rule);

    /// What to throw where the bytes from here on cannot be read because `field`, the last one, breaks `rule`.
    abstract MalformedPacketException malformed(Field field, Rule rule);

    /// Whether reading can go on behind the current block although something in it could not be read.
    abstract boolean skipBlock(MalformedPacketException cause);
}
