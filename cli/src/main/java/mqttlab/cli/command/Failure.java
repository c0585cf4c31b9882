package mqttlab.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Ends a command with a message on standard error and an exit status.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;
    private final int status;

    public Failure(int status, String message) {
        super(message, null, false, false);
        this.message = message;
        this.status = status;
    }

    /// What to say when reading or writing fails.
    public static Failure of(IOException e) {
        return switch (e) {
            case NoSuchFileException it -> new Failure(Status.NO_INPUT, it.getFile() + ": no such file");
            case AccessDeniedException it -> new Failure(Status.NO_INPUT, it.getFile() + ": permission denied");
            case FileAlreadyExistsException it ->
                new Failure(Status.FAILED, it.getFile() + ": it is there already, and something else");
            case NotDirectoryException it -> new Failure(Status.FAILED, it.getFile() + ": it is no folder");
            case FileSystemException it
            when it.getReason() == null -> new Failure(Status.FAILED, it.getFile() + ": it cannot be used");
            default -> new Failure(Status.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        };
    }

    @Override
    public String getMessage() {
        return message;
    }

    public int status() {
        return status;
    }
}
