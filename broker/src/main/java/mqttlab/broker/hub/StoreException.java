package mqttlab.broker.hub;

/// What a broker keeps cannot be read or written: says which file, what is wrong, and what to do.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
