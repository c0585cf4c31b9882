package mqttlab.broker.access;

import java.nio.file.Path;

/// A file of passwords or rules cannot be used: says which file and line, what is wrong, and what to do.
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AccessException(String message) {
        super(message);
    }

    AccessException(Path file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }

    AccessException(Path file, String what, Throwable cause) {
        super(file + ": " + what, cause);
    }
}
