package mqttlab.payload;

/// Says why a payload could not be read, and where if that is known.
public final class PayloadException extends Exception {
    private static final long serialVersionUID = 1;

    /// The offset of what stands nowhere.
    public static final long NOWHERE = -1;

    private final String message;
    private final long offset;

    public PayloadException(String message) {
        this(message, NOWHERE);
    }

    /// @param offset how many bytes of the payload were read, or [#NOWHERE]
    public PayloadException(String message, long offset) {
        super(message, null, false, false);
        this.message = message;
        this.offset = offset;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public long offset() {
        return offset;
    }
}
