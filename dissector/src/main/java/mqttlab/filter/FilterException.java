package mqttlab.filter;

/// Text that is no filter: where it is wrong, and what was expected there.
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1;

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
        return Mark.below(filter, offset, length);
    }
}
