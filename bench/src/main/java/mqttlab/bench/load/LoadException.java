package mqttlab.bench.load;

/// Why a load could not be put on the broker, or what the broker did that it must not.
final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoadException(String message) {
        super(message);
    }

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
