package mqttlab.cli.shell;

import java.util.ArrayList;
import java.util.List;

/// A command as it was typed, in words.
///
/// As in sh: blanks part words; `'…'` is taken as it is, in `"…"` and outside a backslash takes the next character as
/// it is, and one at the end of a line joins the next line to it; `#` at the beginning of a word begins a comment; `;`
/// and the end of a line end a command; `&` at its end has it run beside the prompt.
///
/// @param text what was typed, without what stands around it
record Line(String text, List<Word> words, boolean isBackground) {

    /// @param text without quotation marks
    /// @param source as it was typed
    /// @param at where it begins in all that was typed
    record Word(String text, String source, int at) {}

    /// What was typed has no end.
    static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1;

        /// Where the quotation begins that has no end, or the last backslash stands.
        final int at;

        Incomplete(String message, int at) {
            super(message, null, false, false);
            this.at = at;
        }
    }

    String name() {
        return words.getFirst().text();
    }

    /// The commands of a text, in their order.
    static List<Line> parse(String text) throws Incomplete {
        return new Reader(text, true).lines();
    }

    /// The words of the last command as far as it was typed: an end that is missing is taken to be there. The last word
    /// is what is being typed: empty behind a blank.
    static List<Word> begun(String text) {
        try {
            Reader reader = new Reader(text, false);
            List<Line> before = reader.lines();
            List<Word> words = new ArrayList<>(
                    reader.isInCommand && !before.isEmpty() ? before.getLast().words() : List.of());
            if (!reader.isInWord) {
                words.add(new Word("", "", text.length()));
            }
            return words;
        } catch (Incomplete e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reader {

        private final String text;
        private final boolean isStrict;
        private final List<Line> lines = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int at;
        private int start = -1;
        private int first = -1;
        private boolean isInWord;
        private boolean isInCommand;

        Reader(String text, boolean isStrict) {
            this.text = text;
            this.isStrict = isStrict;
        }

        List<Line> lines() throws Incomplete {
            while (at < text.length()) {
                read(text.charAt(at));
            }
            isInWord = start >= 0;
            isInCommand = isInWord || !words.isEmpty();
            endLine(at, false);
            return lines;
        }

        private void read(char c) throws Incomplete {
            switch (c) {
                case ' ', '\t', '\r' -> {
                    endWord();
                    at++;
                }
                case '\n', ';' -> {
                    endLine(at, false);
                    at++;
                }
                case '#' -> {
                    if (start < 0) {
                        skipComment();
                    } else {
                        take(c);
                    }
                }
                case '&' -> {
                    if (isLast()) {
                        endLine(at, true);
                        at++;
                    } else {
                        take(c);
                    }
                }
                case '\'' -> quoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                default -> take(c);
            }
        }

        /// Whether the command ends with this character, which is not the second of two.
        private boolean isLast() {
            int next = at + 1;
            while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                next++;
            }
            boolean isSecond = at > 0 && text.charAt(at - 1) == '&';
            return !isSecond && (next == text.length() || "\n;#\r".indexOf(text.charAt(next)) >= 0);
        }

        private void begin() {
            if (start < 0) {
                start = at;
                first = first < 0 ? at : first;
            }
        }

        private void take(char c) {
            begin();
            word.append(c);
            at++;
        }

        private void skipComment() {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        }

        private void quoted() throws Incomplete {
            begin();
            int opening = at++;
            while (at < text.length() && text.charAt(at) != '\'') {
                word.append(text.charAt(at++));
            }
            close(opening, "'");
        }

        private void doubleQuoted() throws Incomplete {
            begin();
            int opening = at++;
            while (at < text.length() && text.charAt(at) != '"') {
                boolean isEscape =
                        text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
                at += isEscape ? 1 : 0;
                word.append(text.charAt(at++));
            }
            close(opening, "\"");
        }

        private void close(int opening, String mark) throws Incomplete {
            if (at == text.length() && isStrict) {
                throw new Incomplete("the quotation that begins here has no end: expected another " + mark, opening);
            }
            at = Math.min(at + 1, text.length());
        }

        private void escaped() throws Incomplete {
            if (at + 1 == text.length()) {
                if (isStrict) {
                    throw new Incomplete(
                            "a line that ends with a backslash goes on in the next, and there is none", at);
                }
                begin();
                at++;
            } else if (text.charAt(at + 1) == '\n') {
                at += 2;
            } else {
                begin();
                word.append(text.charAt(at + 1));
                at += 2;
            }
        }

        private void endWord() {
            if (start >= 0) {
                words.add(new Word(word.toString(), text.substring(start, at), start));
                word.setLength(0);
                start = -1;
            }
        }

        private void endLine(int end, boolean isBackground) {
            endWord();
            if (!words.isEmpty()) {
                lines.add(new Line(text.substring(first, end).strip(), List.copyOf(words), isBackground));
                words.clear();
            }
            first = -1;
        }
    }
}
