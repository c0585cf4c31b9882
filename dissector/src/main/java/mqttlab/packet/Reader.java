package mqttlab.packet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads one packet from an array; with a trace it notes what it reads, and breaks no rule by throwing.
final class Reader extends Wire {

    private final int start;
    private int limit;

    Reader(byte[] bytes, int from, int to, Version version, @Nullable Direction direction, @Nullable Trace trace) {
        super(version, direction, trace, bytes, from);
        this.start = from;
        this.limit = to;
    }

    int position() {
        return at;
    }

    int left() {
        return limit - at;
    }

    @Override
    int u8(Field field, int value) {
        int i = at;
        if (limit - i < 1) {
            throw cut(field, 1);
        }
        at = i + 1;
        int found = bytes[i] & 0xff;
        if (trace != null) {
            trace.add(field, i, 1, found);
        }
        return found;
    }

    @Override
    int u16(Field field, int value) {
        int i = at;
        if (limit - i < 2) {
            throw cut(field, 2);
        }
        at = i + 2;
        int found = (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
        if (trace != null) {
            trace.add(field, i, 2, found);
        }
        return found;
    }

    @Override
    long u32(Field field, long value) {
        int i = at;
        if (limit - i < 4) {
            throw cut(field, 4);
        }
        at = i + 4;
        long found = (bytes[i] & 0xffL) << 24
                | (bytes[i + 1] & 0xff) << 16
                | (bytes[i + 2] & 0xff) << 8
                | bytes[i + 3] & 0xff;
        if (trace != null) {
            trace.add(field, i, 4, found);
        }
        return found;
    }

    @Override
    int varint(Field field, int value) {
        int found = 0;
        int i = at;
        for (int shift = 0; shift < 28; shift += 7) {
            if (i >= limit) {
                throw cut(field, i - at + 1);
            }
            int b = bytes[i++];
            found |= (b & 0x7f) << shift;
            if (b >= 0) {
                int from = at;
                at = i;
                if (trace != null) {
                    trace.add(field, from, i - from, found);
                }
                check(b != 0 || shift == 0 || !isV5(), field, Rule.SHORTEST);
                return found;
            }
        }
        throw tooLong(field);
    }

    private MalformedPacketException tooLong(Field field) {
        boolean remaining = field.id() == FixedHeader.REMAINING_LENGTH.id();
        Rule rule = remaining ? Rule.REMAINING_LENGTH : Rule.VARIABLE_BYTE_INTEGER;
        return new MalformedPacketException(new Problem(rule, field, at - start, 4, "a fifth byte"));
    }

    @Override
    String text(Field length, Field field, String value) {
        int size = u16(length, 0);
        int from = take(field, size);
        special = Words.outside(bytes, from, at, FIRST_ORDINARY);
        if (Utf8.plain(bytes, special, at) == at) {
            return Utf8.ascii(bytes, from, at);
        }
        checkText(field, from, at);
        return new String(bytes, from, size, StandardCharsets.UTF_8);
    }

    private void checkText(Field field, int from, int to) {
        int wrong = Utf8.illFormed(bytes, from, to);
        if (wrong >= 0) {
            broken(illFormed(field, Rule.UTF_8, wrong));
            return;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                broken(new Problem(Rule.NO_NULL, field, i - start, 1, "byte 0x00"));
                break;
            }
        }
        int control = trace == null ? -1 : Utf8.control(bytes, from, to);
        if (control >= 0) {
            int length = Utf8.sequence(bytes, control, to);
            int character = Utf8.codePoint(bytes, control, length);
            broken(new Problem(Rule.NO_CONTROL, field, control - start, length, String.format("U+%04X", character)));
        }
    }

    private Problem illFormed(Field field, Rule rule, int wrong) {
        return new Problem(rule, field, wrong - start, 1, String.format("byte 0x%02x", bytes[wrong]));
    }

    @Override
    Bytes data(Field length, Field field, Bytes value) {
        int size = u16(length, 0);
        return Bytes.of(bytes, take(field, size), size);
    }

    @Override
    Bytes rest(Field field, Bytes value) {
        int size = limit - at;
        return Bytes.of(bytes, take(field, size), size);
    }

    /// Moves past `size` bytes of `field` and returns where they begin.
    private int take(Field field, int size) {
        int from = at;
        if (size > limit - from) {
            throw cut(field, size);
        }
        at = from + size;
        if (trace != null) {
            trace.add(field, from, size, 0);
        }
        return from;
    }

    @Override
    boolean more(boolean wanted) {
        return at < limit;
    }

    @Override
    int begin(Field length) {
        int size = varint(length, 0);
        if (size > limit - at) {
            throw new MalformedPacketException(
                    new Problem(Rule.FITS, length, at - start, limit - at, missing(size, limit - at)));
        }
        int outer = limit;
        limit = at + size;
        return outer;
    }

    @Override
    void end(int block) {
        limit = block;
    }

    @Override
    void broken(Field field, Rule rule) {
        broken(problem(field, rule));
    }

    @Override
    void noteUtf8(Bytes value, Field field, Rule rule) {
        int wrong = trace == null ? -1 : Utf8.illFormed(bytes, at - value.length(), at);
        if (wrong >= 0) {
            broken(illFormed(field, rule, wrong));
        }
    }

    private void broken(Problem problem) {
        if (trace != null) {
            trace.problem(problem);
        } else if (!problem.rule().mayPass()) {
            throw new MalformedPacketException(problem);
        }
    }

    private Problem problem(Field field, Rule rule) {
        if (trace == null) {
            return new Problem(rule, field, at - start, 0, "");
        }
        int entry = trace.findLast(field);
        if (entry < 0) {
            return new Problem(rule, field, at - start, 0, "nothing");
        }
        return new Problem(rule, field, trace.offset(entry), trace.length(entry), Show.beginning(trace, entry, 64));
    }

    @Override
    MalformedPacketException malformed(Field field, Rule rule) {
        return new MalformedPacketException(problem(field, rule));
    }

    /// What to throw where the packet's last field is read and bytes are left.
    MalformedPacketException trailing() {
        int left = left();
        String found = left + (left == 1 ? " byte is left" : " bytes are left");
        return new MalformedPacketException(new Problem(Rule.ENDS, FixedHeader.UNREADABLE, at - start, left, found));
    }

    private MalformedPacketException cut(Field field, int size) {
        int left = limit - at;
        return new MalformedPacketException(new Problem(Rule.FITS, field, at - start, left, missing(size, left)));
    }

    private static String missing(int size, int left) {
        return "needs " + size + (size == 1 ? " byte, " : " bytes, ") + left + (left == 1 ? " is left" : " are left");
    }

    @Override
    boolean skipBlock(MalformedPacketException cause) {
        if (trace == null) {
            return false;
        }
        giveUp(cause);
        return true;
    }

    /// Notes why the rest of the block cannot be read, and makes one leaf of it.
    void giveUp(MalformedPacketException cause) {
        if (trace != null) {
            trace.problem(cause.problem());
            if (at < limit) {
                boolean isProperty = cause.problem().rule() == Rule.KNOWN_PROPERTY;
                trace.add(isProperty ? Properties.UNKNOWN : FixedHeader.UNREADABLE, at, limit - at, 0);
            }
        }
        at = limit;
    }
}
