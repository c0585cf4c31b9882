package mqttlab.filter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Cuts a filter into tokens.
final class Lexer {

    /// A symbol stands before those it begins with.
    private static final String[] SYMBOLS = {
        "===", "!==", "==", "!=", "~=", ">=", "<=", "&&", "||", "..", ">", "<", "!", "(", ")", "{", "}", ","
    };

    private static final byte[] NO_STRING = {};

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    FilterException error(int from, int to, String message) {
        return new FilterException(text, from, to - from, message);
    }

    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int from = at;
        if (from == text.length()) {
            return token(Token.Kind.END, from, NO_STRING);
        }
        boolean isRaw = text.startsWith("r\"", from) || text.startsWith("R\"", from);
        if (isRaw || text.charAt(from) == '"') {
            at = isRaw ? from + 2 : from + 1;
            return token(Token.Kind.STRING, from, string(from, isRaw));
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, from)) {
                at = from + symbol.length();
                return token(Token.Kind.SYMBOL, from, NO_STRING);
            }
        }
        while (at < text.length() && isWord(text.charAt(at)) && !text.startsWith("..", at)) {
            at++;
        }
        if (at == from) {
            throw unexpected(text.charAt(from));
        }
        return token(Token.Kind.WORD, from, NO_STRING);
    }

    private Token token(Token.Kind kind, int from, byte[] string) {
        return new Token(kind, from, at, text.substring(from, at), string);
    }

    /// All characters of names, numbers and addresses, and those of topics, so that an unquoted topic is one
    /// mistake.
    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_.:-/+#$%@*?".indexOf(c) >= 0;
    }

    private FilterException unexpected(char c) {
        String message = switch (c) {
            case '=' -> "= is not an operator: write ==";
            case '&' -> "& is not an operator: write &&";
            case '|' -> "| is not an operator: write ||";
            case '\'' -> "text stands in double quotes, not in single ones";
            case '[' -> "a part of a value cannot be taken: write r\"^...\" behind matches to ask how a value begins";
            default -> "this character belongs to no name, value or operator: text stands in double quotes";
        };
        return error(at, text.offsetByCodePoints(at, 1), message);
    }

    /// Reads from behind the opening quote to behind the closing one. A raw string holds all characters as they
    /// stand; of a quote behind a backslash, both.
    private byte[] string(int from, boolean isRaw) {
        ByteArrayOutputStream string = new ByteArrayOutputStream();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '"') {
                at++;
                return string.toByteArray();
            }
            if (c == '\\' && !isRaw) {
                escape(string);
            } else if (text.startsWith("\\\"", at)) {
                put(string, "\\\"");
                at += 2;
            } else {
                put(string, Character.toString(c));
                at += Character.charCount(c);
            }
        }
        throw error(from, text.length(), "this text does not end: a double quote is missing");
    }

    private static void put(ByteArrayOutputStream string, String characters) {
        string.writeBytes(characters.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads what begins with a backslash, as in C and as [mqttlab.packet.TextBuffer] prints it.
    private void escape(ByteArrayOutputStream string) {
        int from = at;
        char c = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        at += 2;
        int simple = "abfnrtv\\\"'".indexOf(c);
        if (simple >= 0) {
            string.write("\u0007\b\f\n\r\t\u000b\\\"'".charAt(simple));
        } else if (c == 'x') {
            string.write(digits(from, 16, 1, 2));
        } else if (c >= '0' && c <= '7') {
            at--;
            string.write(digits(from, 8, 1, c <= '3' ? 3 : 2));
        } else if (c == 'U') {
            put(string, character(from, digits(from, 16, 8, 8)));
        } else if (c == 'u' && text.startsWith("{", at)) {
            at++;
            put(string, character(from, digits(from, 16, 1, 6)));
            if (!text.startsWith("}", at)) {
                throw badEscape(from);
            }
            at++;
        } else if (c == 'u') {
            put(string, character(from, digits(from, 16, 4, 4)));
        } else {
            throw badEscape(from);
        }
    }

    private String character(int from, int codePoint) {
        boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (!Character.isValidCodePoint(codePoint) || isSurrogate) {
            throw error(from, at, "there is no character with this number");
        }
        return Character.toString(codePoint);
    }

    private int digits(int from, int radix, int least, int most) {
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < most && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        if (at - start < least) {
            throw badEscape(from);
        }
        return value;
    }

    private FilterException badEscape(int from) {
        int to = Math.min(Math.max(at, from + 2), text.length());
        String message = "this escape is not known: write \\\\ for a backslash, or r\"...\" to take all as it stands";
        return error(from, to, message);
    }
}
