package mqttlab.filter;

/// A line of text with a mistake in it, and a line that points there; safe to print.
public final class Mark {

    private static final int INDENT = 4;
    /// How much of a long text is shown on each side of the mistake.
    private static final int AROUND = 50;

    private Mark() {}

    /// Both lines, without an end of line.
    ///
    /// ```
    ///     mqtt.topc contains "temp"
    ///     ^~~~~~~~~
    /// ```
    ///
    /// @param offset where the mistake begins, in characters
    /// @param length how many characters are wrong; 0 where something is missing
    public static String below(String line, int offset, int length) {
        int start = Math.max(0, offset - AROUND);
        int end = Math.min(line.length(), Math.max(offset + 1, Math.min(offset + length, offset + AROUND)) + AROUND);
        StringBuilder text = new StringBuilder(" ".repeat(INDENT)).append(start > 0 ? "…" : "");
        int column = text.length() + columns(line, start, offset);
        int marked = columns(line, offset, Math.min(offset + length, end));
        text.append(printable(line.substring(start, end)));
        text.append(end < line.length() ? "…" : "").append('\n');
        return text.append(" ".repeat(column))
                .append('^')
                .append("~".repeat(Math.max(0, marked - 1)))
                .toString();
    }

    private static int columns(String line, int from, int to) {
        return (int) line.substring(from, to).codePoints().count();
    }

    /// The text with a question mark for each character that is not to reach a terminal.
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isShown(c) ? c : '?'));
        return printable.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
