package mqttlab.cli.client;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.TextBuffer;

/// A part of a format: text, a time, or something of the message.
///
/// @param kind [#LITERAL], [#TIME] or [#FIELD]
/// @param text of a literal
/// @param letter which time or field
/// @param width the least number of characters
/// @param isLeft whether blanks come behind
/// @param isZero whether zeros come before, instead of blanks
/// @param precision the greatest number of characters, of decimals, or of digits in a group; -1 for any
/// @param separator between groups of digits, or 0
record FormatPart(
        char kind, String text, char letter, int width, boolean isLeft, boolean isZero, int precision, char separator) {

    static final char LITERAL = '"';
    static final char TIME = '@';
    static final char FIELD = '%';

    private static final String FIELDS = "ACDEFIJPRSUXdfjlmpqrtx";
    private static final String TIMED = "IUjJ";
    /// Those that a precision shortens.
    private static final String TEXTS = "CIRt";
    /// Those that zeros can stand before.
    private static final String ZEROED = "AEFlmpSXxdf";
    /// Those that have decimals or groups of digits.
    private static final String GROUPED = "Xxdf";

    private static final int MOST = 10_000;

    static List<FormatPart> parse(String format) {
        List<FormatPart> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%' && c != '@' && c != '\\') {
                literal.append(c);
                continue;
            }
            if (i == format.length()) {
                throw Usage.wrong("-F: there is nothing behind the last " + c);
            }
            char next = format.charAt(i);
            if (c == '\\') {
                literal.append(escape(next));
                i++;
            } else if (next == c) {
                literal.append(c);
                i++;
            } else {
                flush(parts, literal);
                if (c == '@') {
                    parts.add(new FormatPart(TIME, "", next, 0, false, false, -1, '\0'));
                    i++;
                } else {
                    i = field(format, i, parts);
                }
            }
        }
        flush(parts, literal);
        return parts;
    }

    private static void flush(List<FormatPart> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new FormatPart(LITERAL, literal.toString(), '\0', 0, false, false, -1, '\0'));
            literal.setLength(0);
        }
    }

    private static char escape(char letter) {
        return switch (letter) {
            case '\\' -> '\\';
            case '0' -> '\0';
            case 'a' -> '\007';
            case 'e' -> '\033';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\013';
            default -> throw Usage.wrong("-F: there is no \\" + letter);
        };
    }

    /// Reads what stands behind a percent sign, `[-][0][width][.precision[separator]]` and a letter; returns where it
    /// ends.
    private static int field(String format, int begin, List<FormatPart> parts) {
        int i = begin;
        boolean isLeft = false;
        boolean isZero = false;
        while (i < format.length() && (format.charAt(i) == '-' || format.charAt(i) == '0')) {
            isLeft |= format.charAt(i) == '-';
            isZero |= format.charAt(i) == '0';
            i++;
        }
        int digits = digits(format, i);
        int width = number(format, i, digits, 0);
        i = digits;
        int precision = -1;
        char separator = '\0';
        if (i < format.length() && format.charAt(i) == '.') {
            digits = digits(format, i + 1);
            precision = number(format, i + 1, digits, -1);
            i = digits;
            boolean hasSeparator = i + 1 < format.length()
                    && (format.charAt(i + 1) == 'x' || format.charAt(i + 1) == 'X')
                    && FIELDS.indexOf(format.charAt(i)) < 0;
            if (hasSeparator) {
                separator = format.charAt(i++);
            }
        }
        if (i == format.length()) {
            throw Usage.wrong("-F: there is no letter behind " + format.substring(begin - 1));
        }
        char letter = format.charAt(i);
        if (FIELDS.indexOf(letter) < 0) {
            throw Usage.wrong("-F: there is no %" + letter);
        }
        parts.add(new FormatPart(FIELD, "", letter, width, isLeft, isZero, precision, separator));
        return i + 1;
    }

    private static int digits(String format, int from) {
        int i = from;
        while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int number(String format, int from, int to, int absent) {
        if (from == to) {
            return absent;
        }
        if (to - from > 5 || Integer.parseInt(format, from, to, 10) > MOST) {
            throw Usage.wrong("-F: " + format.substring(from, to) + " is too wide");
        }
        return Integer.parseInt(format, from, to, 10);
    }

    boolean isTimed() {
        return kind == TIME || kind == FIELD && TIMED.indexOf(letter) >= 0;
    }

    /// Whether the value is neither filled up nor cut off.
    boolean isAsItIs() {
        return width == 0 && (precision < 0 || GROUPED.indexOf(letter) >= 0);
    }

    /// Appends a value, filled up and cut off. UTF-8 is counted in characters.
    void pad(TextBuffer out, TextBuffer value) {
        byte[] bytes = value.array();
        int most = precision >= 0 && TEXTS.indexOf(letter) >= 0 ? precision : Integer.MAX_VALUE;
        int characters = 0;
        int end = 0;
        while (end < value.size() && !(characters == most && (bytes[end] & 0xc0) != 0x80)) {
            characters += (bytes[end] & 0xc0) != 0x80 ? 1 : 0;
            end++;
        }
        int missing = width - characters;
        if (!isLeft) {
            fill(out, missing);
        }
        out.addAll(bytes, 0, end);
        if (isLeft) {
            out.spaces(missing);
        }
    }

    private void fill(TextBuffer out, int count) {
        if (!isZero || ZEROED.indexOf(letter) < 0) {
            out.spaces(count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out.add('0');
        }
    }
}
