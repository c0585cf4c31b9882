package mqttlab.cli;

/// Ends a command with a message on standard error and an exit status.
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;
    private final int status;

    Failure(int status, String message) {
        super(message, null, false, false);
        this.message = message;
        this.status = status;
    }

    @Override
    public String getMessage() {
        return message;
    }

    int status() {
        return status;
    }
}
