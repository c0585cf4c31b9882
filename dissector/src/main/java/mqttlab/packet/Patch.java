package mqttlab.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another value for a field of a packet's bytes, right or wrong: the lengths around it follow, and nothing else. So
/// `mqtt.qos` of a PUBLISH is 2 then, without a Packet Identifier where there was none.
public final class Patch {

    private static final HexFormat HEX = HexFormat.of();

    /// Reason codes, and other values with names, are a byte.
    private static final int MOST_NAMED = 0xff;

    private final String name;
    private final long number;
    /// Null where the value is a number.
    private final byte @Nullable [] content;

    private Patch(String name, long number, byte @Nullable [] content) {
        this.name = name;
        this.number = number;
        this.content = content;
    }

    /// Reads a value of the fields with this name: a number (decimal, or hexadecimal behind 0x) or what the standard
    /// calls it, for flags also `true` and `false`; text, in double quotes or not; bytes as `hex:00ff`.
    ///
    /// A number that needs more bytes than the field has keeps the lower ones.
    ///
    /// @throws IllegalArgumentException where there is no such field, or this is no value of it
    public static Patch of(String name, String value) {
        List<Field> fields = Fields.named(name);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("there is no field " + name);
        }
        return switch (fields.getFirst().kind()) {
            case GROUP -> throw new IllegalArgumentException(name + " stands for several fields: set one of them");
            case NUMBER, HEX, FLAG -> new Patch(name, number(fields, value), null);
            case TEXT, BYTES, DATA -> new Patch(name, 0, content(value));
        };
    }

    private static long number(List<Field> fields, String value) {
        String text = unquoted(value);
        long number = text.equalsIgnoreCase("true") ? 1 : text.equalsIgnoreCase("false") ? 0 : named(fields, text);
        if (number < 0) {
            number = parsed(fields.getFirst(), text);
        }
        int mask = fields.getFirst().mask();
        long most = mask == 0 ? 0xffff_ffffL : mask >>> Integer.numberOfTrailingZeros(mask);
        if (number > most) {
            throw new IllegalArgumentException(fields.getFirst().name() + ": expected 0 to " + most);
        }
        return number;
    }

    /// The number that the standard calls so, or -1.
    private static long named(List<Field> fields, String text) {
        for (Field field : fields) {
            for (long number = 0; number <= MOST_NAMED; number++) {
                if (text.equalsIgnoreCase(field.nameOf(number))) {
                    return number;
                }
            }
        }
        return -1;
    }

    private static long parsed(Field field, String text) {
        try {
            return text.startsWith("0x")
                    ? Long.parseUnsignedLong(text, 2, Math.min(text.length(), 18), 16) & Long.MAX_VALUE
                    : Long.parseUnsignedLong(text) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field.name() + ": expected a number, or what the standard calls it", e);
        }
    }

    private static byte[] content(String value) {
        if (!value.startsWith("hex:")) {
            return unquoted(value).getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HEX.parseHex(value, 4, value.length());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected pairs of hexadecimal digits behind hex:", e);
        }
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : value;
    }

    public String name() {
        return name;
    }

    /// The packet of the trace with this value in the first of the fields with this name; null where it has none.
    public byte @Nullable [] applied(Trace trace) {
        for (int i = 0; i < trace.size(); i++) {
            if (trace.field(i).isNamed(name) && trace.length(i) >= 0) {
                return applied(trace, i);
            }
        }
        return null;
    }

    private byte[] applied(Trace trace, int entry) {
        byte[] packet = Arrays.copyOfRange(trace.array(), trace.start(), trace.end());
        int at = trace.offset(entry);
        int mask = trace.field(entry).mask();
        if (content == null && mask != 0) {
            packet[at] = (byte) (packet[at] & ~mask | trace.field(entry).put((int) number));
            return packet;
        }
        byte[] value = content != null ? content : bytes(trace, entry);
        Lengths lengths = new Lengths(trace, packet);
        lengths.replace(at, trace.length(entry), value);
        int longer = value.length - trace.length(entry);
        return trace.field(entry).id() == Trace.REMAINING_LENGTH.id() ? lengths.packet : lengths.follow(entry, longer);
    }

    private byte[] bytes(Trace trace, int entry) {
        int length = trace.length(entry);
        if (isVarint(trace.field(entry))) {
            return varint((int) Math.min(number, 0xfff_ffff));
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (number >>> 8 * (length - 1 - i));
        }
        return bytes;
    }

    private static boolean isVarint(Field field) {
        return switch (field.name()) {
            case "mqtt.len", "mqtt.property_len", "mqtt.property_id", "mqtt.property.subscription_identifier" -> true;
            default -> false;
        };
    }

    private static byte[] varint(int value) {
        byte[] bytes = new byte[Writer.sizeOfVarint(value)];
        int left = value;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (left & 0x7f | (i < bytes.length - 1 ? 0x80 : 0));
            left >>>= 7;
        }
        return bytes;
    }

    /// A packet while its lengths are put right, from the innermost to the outermost, each of which stands before what
    /// it measures.
    private static final class Lengths {

        private final Trace trace;
        private byte[] packet;

        Lengths(Trace trace, byte[] packet) {
            this.trace = trace;
            this.packet = packet;
        }

        void replace(int at, int length, byte[] with) {
            byte[] changed = new byte[packet.length - length + with.length];
            System.arraycopy(packet, 0, changed, 0, at);
            System.arraycopy(with, 0, changed, at, with.length);
            System.arraycopy(packet, at + length, changed, at + with.length, packet.length - at - length);
            packet = changed;
        }

        /// @param longer by how many bytes an entry has grown, or shrunk
        byte[] follow(int entry, int longer) {
            int grown = longer;
            for (int i = entry - 1; i >= 0 && longer != 0; i--) {
                if (isBefore(i, entry)) {
                    byte[] length = shorts(trace.value(i) + longer);
                    replace(trace.offset(i), 2, length);
                } else if (isAround(i, entry)) {
                    byte[] length = varint(Math.clamp(trace.value(i) + grown, 0, 0xfff_ffff));
                    replace(trace.offset(i), trace.length(i), length);
                    grown += length.length - trace.length(i);
                }
            }
            return packet;
        }

        /// Whether this entry is the length of the one right behind it.
        private boolean isBefore(int i, int entry) {
            return trace.length(i) == 2
                    && trace.field(i).name().endsWith("_len")
                    && trace.offset(i) + 2 == trace.offset(entry);
        }

        /// Whether this entry is the length of all properties, or of the packet, among them the other entry.
        private boolean isAround(int i, int entry) {
            String name = trace.field(i).name();
            int end = trace.offset(i) + trace.length(i);
            return name.equals("mqtt.len")
                    || name.equals("mqtt.property_len") && trace.offset(entry) < end + trace.value(i);
        }

        private static byte[] shorts(long value) {
            return new byte[] {(byte) (value >>> 8), (byte) value};
        }
    }
}
