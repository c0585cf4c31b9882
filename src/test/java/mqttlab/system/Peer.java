package mqttlab.system;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/// A program of others that a test needs.
public final class Peer {
    private Peer() {}

    /// Skips the test where the program is not installed; where `CI` is `true`, that is a failure.
    public static void need(String program) {
        for (String directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, program))) return;
        }
        if ("true".equals(System.getenv("CI"))) fail(program + " is not installed, and CI is true");
        abort(program + " is not installed");
    }
}
