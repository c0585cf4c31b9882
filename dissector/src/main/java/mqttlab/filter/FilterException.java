package mqttlab.filter;

/// Text that is no filter: where it is wrong, and what was expected there.
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int INDENT = 4;
    /// How much of a long filter is shown on each side of the mistake.
    private static final int AROUND = 50;

    private final String filter;
    private final int offset;
    private final int length;
    private final String message;

    FilterException(String filter, int offset, int length, String message) {
        super(null, null, false, false);
        this.filter = filter;
        this.offset = offset;
        this.length = length;
        this.message = message;
    }

    /// Where the mistake begins, in characters; the end of the filter where something is missing.
    public int offset() {
        return offset;
    }

    /// How many characters are wrong; 0 where something is missing.
    public int length() {
        return length;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /// The filter, and a line that points at the mistake; safe to print, without an end of line.
    ///
    /// ```
    ///     mqtt.topc contains "temp"
    ///     ^~~~~~~~~
    /// ```
    public String marked() {
        int start = Math.max(0, offset - AROUND);
        int end = Math.min(filter.length(), Math.max(offset + 1, Math.min(offset + length, offset + AROUND)) + AROUND);
        StringBuilder text = new StringBuilder(" ".repeat(INDENT)).append(start > 0 ? "…" : "");
        int column = text.length() + columns(start, offset);
        int marked = columns(offset, Math.min(offset + length, end));
        text.append(printable(filter.substring(start, end)));
        text.append(end < filter.length() ? "…" : "").append('\n');
        return text.append(" ".repeat(column))
                .append('^')
                .append("~".repeat(Math.max(0, marked - 1)))
                .toString();
    }

    private int columns(int from, int to) {
        return (int) filter.substring(from, to).codePoints().count();
    }

    /// The text with a question mark for each character that is not to reach a terminal.
    static String printable(String text) {
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
