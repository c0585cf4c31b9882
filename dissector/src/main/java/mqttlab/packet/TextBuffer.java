package mqttlab.packet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// UTF-8 text under construction, in an array that grows and is used again: for those who print millions of lines.
///
/// The methods for what comes from outside escape it: nothing they append moves a cursor, changes a colour or turns
/// the direction of writing.
public final class TextBuffer {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /// A buffer for many lines.
    public TextBuffer() {
        this(1024);
    }

    /// A buffer with room for so many bytes to begin with.
    public TextBuffer(int room) {
        bytes = new byte[room];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /// Forgets what was appended behind the first `size` bytes.
    public void truncate(int size) {
        this.size = Math.min(size, this.size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /// Appends text of our own, as it is.
    @SuppressWarnings("deprecation") // The one way to copy the bytes of an ASCII string without allocating.
    public TextBuffer add(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                return addAll(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        text.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    public TextBuffer addAll(byte[] text) {
        return addAll(text, 0, text.length);
    }

    /// Appends bytes as they are.
    public TextBuffer addAll(byte[] array, int from, int to) {
        room(to - from);
        System.arraycopy(array, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /// Appends bytes as they are.
    public TextBuffer addAll(Bytes text) {
        room(text.length());
        text.copyTo(bytes, size);
        size += text.length();
        return this;
    }

    public TextBuffer add(TextBuffer text) {
        return addAll(text.bytes, 0, text.size);
    }

    /// Appends an ASCII character.
    public TextBuffer add(char c) {
        room(1);
        bytes[size++] = (byte) c;
        return this;
    }

    public TextBuffer spaces(int count) {
        if (count > 0) {
            room(count);
            Arrays.fill(bytes, size, size + count, (byte) ' ');
            size += count;
        }
        return this;
    }

    /// Appends a number in decimal.
    public TextBuffer add(long value) {
        if (value < 0) {
            return add(Long.toString(value));
        }
        int digits = digits(value);
        room(digits);
        long left = value;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size += digits;
        return this;
    }

    /// The same, behind as many spaces as make it `width` wide.
    public TextBuffer add(long value, int width) {
        spaces(width - (value < 0 ? 0 : digits(value)));
        return add(value);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long left = value; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    /// Appends the lowest digits of a number in hexadecimal.
    public TextBuffer hex(long value, int digits) {
        room(digits);
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size++] = DIGITS[(int) (value >>> 4 * i) & 0xf];
        }
        return this;
    }

    /// Appends bytes in hexadecimal, two digits each.
    public TextBuffer hex(byte[] array, int from, int to) {
        room((to - from) * 2);
        for (int i = from; i < to; i++) {
            bytes[size++] = DIGITS[array[i] >>> 4 & 0xf];
            bytes[size++] = DIGITS[array[i] & 0xf];
        }
        return this;
    }

    /// Appends UTF-8 from outside, escaped as in a Java string; ill-formed bytes as `\x` and two digits each.
    public TextBuffer escaped(byte[] array, int from, int to) {
        return escaped(array, from, to, '"');
    }

    /// The same where `quote`, an ASCII character, ends the text and is escaped too; the backslash where none does.
    public TextBuffer escaped(byte[] array, int from, int to, char quote) {
        room(to - from);
        int i = from;
        while (i < to) {
            int plain = plain(array, i, to, quote);
            if (plain > i) {
                room(plain - i);
                System.arraycopy(array, i, bytes, size, plain - i);
                size += plain - i;
                i = plain;
                continue;
            }
            int length = Utf8.sequence(array, i, to);
            if (length == 0) {
                add("\\x").hex(array[i], 2);
                i++;
            } else {
                escape(Utf8.codePoint(array, i, length), quote, array, i, length);
                i += length;
            }
        }
        return this;
    }

    /// The same for text that was decoded already.
    public TextBuffer escaped(String text) {
        if (text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            text.codePoints().forEach(this::escaped);
            return this;
        }
        byte[] array = text.getBytes(StandardCharsets.UTF_8);
        return escaped(array, 0, array.length);
    }

    /// Half a surrogate pair is no text, but a string can hold it.
    private void escaped(int c) {
        if (c >= 0xd800 && c <= 0xdfff) {
            add("\\u").hex(c, 4);
        } else {
            byte[] array = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            escaped(array, 0, array.length);
        }
    }

    /// Appends a JSON string, quotes and all.
    public TextBuffer json(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return add('"').json(utf8, 0, utf8.length).add('"');
    }

    /// Appends UTF-8 from outside as the inside of a JSON string; ill-formed bytes as U+FFFD. Everything that a
    /// terminal might obey is escaped, as JSON allows.
    public TextBuffer json(byte[] array, int from, int to) {
        int i = from;
        while (i < to) {
            int plain = plain(array, i, to, '"');
            room(plain - i);
            System.arraycopy(array, i, bytes, size, plain - i);
            size += plain - i;
            i = plain;
            if (i < to) {
                int length = Utf8.sequence(array, i, to);
                jsonEscape(length == 0 ? 0xfffd : Utf8.codePoint(array, i, length));
                i += Math.max(1, length);
            }
        }
        return this;
    }

    private void jsonEscape(int c) {
        switch (c) {
            case '"', '\\' -> add('\\').add((char) c);
            case '\n' -> add("\\n");
            case '\r' -> add("\\r");
            case '\t' -> add("\\t");
            default -> {
                if (isPrintable(c)) {
                    add(Character.toString(c));
                } else {
                    for (char unit : Character.toChars(c)) {
                        add("\\u").hex(unit, 4);
                    }
                }
            }
        }
    }

    /// The index of the first byte that may need more than copying.
    private static int plain(byte[] array, int from, int to, char quote) {
        int i = from;
        while (i < to && array[i] != quote && array[i] != '\\' && ((array[i] - 0x20) & 0xff) < 0x5f) {
            i++;
        }
        return i;
    }

    private void escape(int c, char quote, byte[] array, int from, int length) {
        switch (c) {
            case '\b' -> add("\\b");
            case '\f' -> add("\\f");
            case '\n' -> add("\\n");
            case '\r' -> add("\\r");
            case '\t' -> add("\\t");
            case '\\' -> add("\\\\");
            default -> {
                if (c == quote) {
                    add('\\').add(quote);
                } else if (isPrintable(c)) {
                    room(length);
                    System.arraycopy(array, from, bytes, size, length);
                    size += length;
                } else if (c < 0x1_0000) {
                    add("\\u").hex(c, 4);
                } else {
                    add("\\u{").add(Integer.toHexString(c)).add('}');
                }
            }
        }
    }

    /// Neither a control nor a format character (which may reorder text), no separator of lines, and assigned.
    private static boolean isPrintable(int c) {
        if (c >= 0x20 && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// The array that holds the text, from its first byte on; the next addition may replace it.
    public byte[] array() {
        return bytes;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
