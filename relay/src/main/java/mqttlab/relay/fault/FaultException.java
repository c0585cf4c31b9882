package mqttlab.relay.fault;

import mqttlab.filter.Mark;

/// Text that is no fault: where it is wrong, and what was expected there.
public final class FaultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String text;
    private final int offset;
    private final int length;
    private final String message;

    FaultException(String text, int offset, int length, String message) {
        super(null, null, false, false);
        this.text = text;
        this.offset = offset;
        this.length = length;
        this.message = message;
    }

    /// Where the mistake begins, in characters; the end of the text where something is missing.
    public int offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /// The text, and a line that points at the mistake; safe to print, without an end of line.
    ///
    /// ```
    ///     drop PUBAK 1
    ///          ^~~~~
    /// ```
    public String marked() {
        return Mark.below(text, offset, length);
    }
}
