package mqttlab.conform;

/// Something that was not as it should be.
final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    final String what;

    Mismatch(String message) {
        super(message, null, false, false);
        what = message;
    }
}
