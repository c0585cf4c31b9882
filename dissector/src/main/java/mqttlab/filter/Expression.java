package mqttlab.filter;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.packet.Utf8;

/// A regular expression that does not care for upper and lower case.
///
/// Java's matcher tries one way after the other, and for some expressions there are too many. So it may take a
/// bounded number of steps for each value; then it gives up, and the value counts as not matching.
final class Expression {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNIX_LINES;
    private static final int STEPS = 1 << 20;
    private static final int STEPS_PER_CHARACTER = 64;

    private final Matcher matcher;
    private long gaveUp;

    /// @throws java.util.regex.PatternSyntaxException where it is none
    Expression(byte[] expression) {
        this.matcher =
                Pattern.compile(text(expression, 0, expression.length), FLAGS).matcher("");
    }

    /// For how many values the matcher gave up.
    long gaveUp() {
        return gaveUp;
    }

    boolean isFound(byte[] bytes, int from, int to) {
        try {
            return matcher.reset(new Steps(text(bytes, from, to))).find();
        } catch (Steps.Exceeded | StackOverflowError e) {
            // The matcher recurses for each round of a repeated group.
            gaveUp++;
            return false;
        }
    }

    /// The bytes as UTF-8 where they are that, else with a character for each byte.
    private static String text(byte[] bytes, int from, int to) {
        boolean isUtf8 = Utf8.illFormed(bytes, from, to) < 0;
        return new String(bytes, from, to - from, isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /// A text that may be looked at so many times.
    private static final class Steps implements CharSequence {

        private static final class Exceeded extends RuntimeException {
            private static final long serialVersionUID = 1;

            Exceeded() {
                super(null, null, false, false);
            }
        }

        private final String text;
        private long left;

        Steps(String text) {
            this.text = text;
            this.left = STEPS + (long) STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Exceeded();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
