package mqttlab.cli.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import org.jspecify.annotations.Nullable;

/// Bytes as people write them: hexadecimal, base64, or the listing of a hex dump.
///
/// What a text is, is told by its content. Packets themselves are hardly ever taken for text: nearly all hold a
/// zero.
public final class PacketText {

    /// The forms that bytes can have.
    public enum Form {
        /// Told by content.
        AUTO,
        /// The bytes themselves.
        RAW,
        /// Two digits a byte; `0x`, `\x`, spaces, colons and commas between them as one likes.
        HEX,
        /// RFC 4648, also the alphabet for URLs.
        BASE64,
        /// Lines with an offset, bytes in hexadecimal, perhaps the characters: xxd, hexdump -C, od -t x1, tcpdump
        /// -x.
        LISTING
    }

    /// More than a packet can hold; what is longer is no input for one look.
    private static final int MOST = 1 << 30;

    /// As much may a hex dump hold that leaves out lines: few characters could stand for any number of bytes.
    private static final int MOST_SQUEEZED = 64 << 20;

    private PacketText() {}

    /// The bytes that `content` stands for.
    ///
    /// @param name what to call the input in messages
    public static byte[] read(byte[] content, Form form, String name) {
        if (form == Form.RAW || form == Form.AUTO && !isText(content)) {
            return content;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return switch (form == Form.AUTO ? guess(text) : form) {
            case HEX -> hex(text, name);
            case LISTING -> listing(text, name);
            case BASE64 -> base64(text, name);
            case AUTO, RAW ->
                throw new Failure(
                        Status.FAILED,
                        name + ": this is text, but neither hexadecimal nor base64 nor a hex dump.\n"
                                + "If these are the packet's bytes all the same, say --from raw.");
        };
    }

    private static boolean isText(byte[] content) {
        for (byte b : content) {
            if ((b < 0x20 || b == 0x7f) && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return content.length > 0;
    }

    private static Form guess(String text) {
        if (isListing(text)) {
            return Form.LISTING;
        }
        if (hexOrNull(text) != null) {
            return Form.HEX;
        }
        return base64OrNull(text) == null ? Form.RAW : Form.BASE64;
    }

    /// Whether the first line begins with an offset of at least four digits, which is zero.
    private static boolean isListing(String text) {
        int i = 0;
        String line = text.stripLeading();
        if (line.startsWith("0x")) {
            i = 2;
        }
        int digits = i;
        while (digits < line.length() && line.charAt(digits) == '0') {
            digits++;
        }
        boolean isOffset = digits - i >= 4 && digits < line.length() - 1;
        return isOffset && (line.charAt(digits) == ':' || line.charAt(digits) == ' ' || line.charAt(digits) == '\t');
    }

    /// Reads hexadecimal text.
    public static byte[] hex(String text, String name) {
        byte[] bytes = hexOrNull(text);
        if (bytes != null) {
            return bytes;
        }
        int wrong = wrongDigit(text);
        String what = wrong < 0
                ? "an odd number of hexadecimal digits; expected two for each byte"
                : place(text, wrong) + ": '" + printable(text.charAt(wrong)) + "' is no hexadecimal digit";
        throw new Failure(Status.FAILED, name + ": " + what);
    }

    private static byte @Nullable [] hexOrNull(String text) {
        byte[] bytes = new byte[text.length() / 2 + 1];
        int digits = 0;
        int i = 0;
        while (i < text.length()) {
            int skip = separator(text, i);
            int digit = skip > 0 ? -1 : Character.digit(text.charAt(i), 16);
            if (skip == 0 && digit < 0 || skip > 0 && digits % 2 == 1) {
                return null;
            }
            if (skip == 0) {
                bytes[digits / 2] = (byte) (bytes[digits / 2] << 4 | digit);
                digits++;
            }
            i += Math.max(1, skip);
        }
        return digits % 2 == 1 ? null : Arrays.copyOf(bytes, digits / 2);
    }

    /// The length of what may stand between bytes at `i`, or 0.
    private static int separator(String text, int i) {
        char c = text.charAt(i);
        boolean isPrefix = (c == '0' || c == '\\') && i + 1 < text.length() && (text.charAt(i + 1) | 0x20) == 'x';
        if (isPrefix) {
            return 2;
        }
        return Character.isWhitespace(c) || ":,;-{}[]".indexOf(c) >= 0 ? 1 : 0;
    }

    private static int wrongDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            int skip = separator(text, i);
            if (skip == 0 && Character.digit(text.charAt(i), 16) < 0) {
                return i;
            }
            i += Math.max(0, skip - 1);
        }
        return -1;
    }

    private static byte[] base64(String text, String name) {
        byte[] bytes = base64OrNull(text);
        if (bytes == null) {
            throw new Failure(
                    Status.FAILED, name + ": not base64; expected A-Z a-z 0-9 + / (or - _), and = at the end");
        }
        return bytes;
    }

    private static byte @Nullable [] base64OrNull(String text) {
        StringBuilder packed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                packed.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        try {
            return Base64.getDecoder().decode(packed.toString());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static byte[] listing(String text, String name) {
        byte[] bytes = new byte[text.length() / 2 + 1];
        int size = 0;
        int at = 0;
        String before = ""; // the last line with bytes
        int count = 0; // of these
        boolean isSqueezed = false;
        for (String line : text.split("\n", -1)) {
            int start = offsetEnd(line);
            boolean isStar = line.strip().equals("*") && count > 0;
            if (start < 0 && !line.isBlank() && !isStar) {
                throw new Failure(
                        Status.FAILED, name + ": " + place(text, at) + ": expected an offset, as in a hex dump");
            }
            if (start >= 0 && isSqueezed) {
                int more = squeezed(before, line, count);
                if (more < 0 || more > MOST_SQUEEZED - size) {
                    throw new Failure(
                            Status.FAILED,
                            name + ": " + place(text, at) + ": expected an offset that says how often the line before"
                                    + " * is repeated, for at most 64 MiB");
                }
                bytes = Arrays.copyOf(bytes, bytes.length + more);
                for (int end = size + more; size < end; size++) {
                    bytes[size] = bytes[size - count];
                }
            }
            isSqueezed = isStar || isSqueezed && start < 0;
            int end = start < 0 ? size : listed(line, start, bytes, size);
            if (end == size && start >= 0 && !line.substring(start).isBlank()) {
                throw new Failure(
                        Status.FAILED, name + ": " + place(text, at + start) + ": expected bytes in hexadecimal");
            }
            if (end > size) {
                before = line;
                count = end - size;
            }
            size = end;
            at += line.length() + 1;
        }
        return Arrays.copyOf(bytes, size);
    }

    /// How many bytes are left out between two lines of which the first has `count`, as their offsets say; -1 where
    /// they do not. Those of od are octal, or decimal with `-A d`, and have seven digits.
    private static int squeezed(String before, String next, int count) {
        String begin = offset(before);
        for (int base : begin.length() == 7 ? new int[] {8, 10, 16} : new int[] {16}) {
            try {
                long more = Long.parseLong(offset(next), base) - Long.parseLong(begin, base) - count;
                if (more >= 0 && more % count == 0 && more <= MOST_SQUEEZED) {
                    return (int) more;
                }
            } catch (NumberFormatException _) {
                // Of another base, or none.
            }
        }
        return -1;
    }

    /// The digits of the offset at the start of a line that has one.
    private static String offset(String line) {
        String text = line.substring(0, offsetEnd(line)).strip();
        int from = text.startsWith("0x") ? 2 : 0;
        return text.substring(from, text.endsWith(":") ? text.length() - 1 : text.length());
    }

    /// Where the offset at the start of a line ends, or -1 where there is none.
    private static int offsetEnd(String line) {
        int i = 0;
        while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        int digits = line.startsWith("0x", i) ? i + 2 : i;
        int end = digits;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            end++;
        }
        if (end - digits < 4) {
            return -1;
        }
        return end < line.length() && line.charAt(end) == ':' ? end + 1 : end;
    }

    /// Reads groups of two or more digits until something else comes, or the gap before the characters at the
    /// right.
    private static int listed(String line, int start, byte[] bytes, int size) {
        int i = start;
        int end = size;
        while (i < line.length()) {
            int gap = i;
            while (gap < line.length() && (line.charAt(gap) == ' ' || line.charAt(gap) == '\t')) {
                gap++;
            }
            int group = gap;
            while (group < line.length() && Character.digit(line.charAt(group), 16) >= 0) {
                group++;
            }
            boolean isEnd = group < line.length() && !Character.isWhitespace(line.charAt(group));
            // xxd leaves two spaces before the characters, hexdump -C in the middle of the bytes and then a bar.
            boolean isMiddle =
                    end - size == 8 && gap - i == 2 && group - gap == 2 && !isShown(line, gap, bytes, size, end);
            boolean isText = end > size && gap - i >= 2 && !isMiddle;
            if (group == gap || (group - gap) % 2 == 1 || isEnd || isText || end - size >= 32) {
                return end;
            }
            for (int k = gap; k < group; k += 2) {
                bytes[end++] = (byte) Integer.parseInt(line, k, k + 2, 16);
            }
            i = group;
        }
        return end;
    }

    /// Whether the rest of a line is these bytes as characters.
    private static boolean isShown(String line, int at, byte[] bytes, int from, int to) {
        String rest = line.endsWith("\r") ? line.substring(at, line.length() - 1) : line.substring(at);
        boolean isShown = rest.length() == to - from;
        for (int i = from; i < to && isShown; i++) {
            isShown = rest.charAt(i - from) == (bytes[i] >= 0x20 && bytes[i] < 0x7f ? bytes[i] : '.');
        }
        return isShown;
    }

    private static String place(String text, int at) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return "line " + line + ", column " + (at - start + 1);
    }

    private static String printable(char c) {
        return c >= 0x20 && c < 0x7f ? String.valueOf(c) : String.format("\\x%02x", (int) c);
    }

    /// Everything that comes through `in`.
    public static byte[] all(InputStream in, String name) throws IOException {
        byte[] content = in.readNBytes(MOST + 1);
        if (content.length > MOST) {
            throw new Failure(Status.FAILED, name + ": longer than 1 GiB; cut it into parts, or take a capture");
        }
        return content;
    }

    /// Whether it begins as pcap and pcapng do.
    public static boolean isCapture(byte[] content) {
        if (content.length < 24) {
            return false;
        }
        int magic =
                (content[0] & 0xff) << 24 | (content[1] & 0xff) << 16 | (content[2] & 0xff) << 8 | content[3] & 0xff;
        return switch (magic) {
            case 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0x0a0d0d0a -> true;
            default -> false;
        };
    }
}
