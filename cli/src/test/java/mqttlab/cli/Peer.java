package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/// A program of others that a test needs.
public final class Peer {
    private Peer() {}

    /// Where the program is. Skips the test where it is not installed; where `CI` is `true`, that is a failure.
    public static String need(String program) {
        String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
        for (String directory : path.split(":")) {
            Path file = Path.of(directory, program);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            fail(program + " is not installed, and CI is true");
        }
        System.err.println(program + " is not installed: what needs it is not tested");
        return abort(program + " is not installed");
    }
}
