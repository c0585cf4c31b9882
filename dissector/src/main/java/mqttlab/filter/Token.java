package mqttlab.filter;

import java.nio.charset.StandardCharsets;

/// A piece of a filter.
///
/// @param from where in the filter it begins
/// @param to where it ends
/// @param text the characters from there to there
/// @param string the bytes that a string stands for; empty for the other kinds
record Token(Kind kind, int from, int to, String text, byte[] string) {

    private static final int LONGEST = 60;

    enum Kind {
        /// A name, a number, an address, bytes in hexadecimal: what it is depends on where it stands.
        WORD,
        /// Text in double quotes.
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind != Kind.STRING && text.equals(symbol);
    }

    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.STRING;
    }

    /// What it says, without quotes.
    String content() {
        return kind == Kind.STRING ? new String(string, StandardCharsets.UTF_8) : text;
    }

    /// As an error message names it.
    String shown() {
        return kind == Kind.END ? "the end" : kind == Kind.STRING ? brief() : '"' + brief() + '"';
    }

    /// The text, if need be without its end, and safe to print.
    String brief() {
        return Mark.printable(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
