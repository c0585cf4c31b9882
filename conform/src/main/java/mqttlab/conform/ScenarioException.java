package mqttlab.conform;

/// A conversation that is not written as it should be.
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message, null, false, false);
    }

    /// The same, with the place where it stands.
    ScenarioException at(String file, int line) {
        return new ScenarioException(file + ":" + line + ": " + getMessage());
    }
}
