package mqttlab.broker.access;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a file says, read again when it has changed: whoever [asks][#get()] has it looked at, once a second at most.
/// What cannot be read is reported, and what was read before stays.
final class Watched<T> {

    /// Reads a file.
    interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /// By which a change is seen. A file that was changed just before it was read may change again within the
    /// resolution of its clock.
    private record Stamp(
            FileTime changed, long size, @Nullable Object key) {
        boolean isRecent() {
            return changed.toInstant().isAfter(Instant.now().minusSeconds(2));
        }
    }

    private static final long SECOND = 1_000_000_000;

    private final Path file;
    private final Reading<? extends T> reading;
    private final Consumer<String> trouble;
    private final LongSupplier nanos;
    private volatile T value;
    private @Nullable Stamp stamp;
    private String said = "";
    private volatile long lookAt;

    /// @param trouble is told once of each thing that is wrong with the file
    /// @throws AccessException where it cannot be read the first time
    Watched(Path file, Reading<? extends T> reading, Consumer<String> trouble, LongSupplier nanos) {
        this.file = file;
        this.reading = reading;
        this.trouble = trouble;
        this.nanos = nanos;
        try {
            this.stamp = stamp();
            this.value = reading.read(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        this.lookAt = nanos.getAsLong() + SECOND;
    }

    T get() {
        if (nanos.getAsLong() - lookAt >= 0) {
            look();
        }
        return value;
    }

    private synchronized void look() {
        long now = nanos.getAsLong();
        if (now - lookAt < 0) {
            return;
        }
        lookAt = now + SECOND;
        try {
            Stamp next = stamp();
            if (next == null || !next.equals(stamp)) {
                value = reading.read(file);
                stamp = next;
            }
            said = "";
        } catch (IOException e) {
            report(unreadable(e));
        } catch (AccessException e) {
            report(e);
        }
    }

    private void report(AccessException e) {
        String what = e.getMessage() + "; what it said before stays in force";
        if (!what.equals(said)) {
            said = what;
            trouble.accept(what);
        }
    }

    /// Null where the file may be changing: then it is read again.
    private @Nullable Stamp stamp() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Stamp next = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
        return next.isRecent() ? null : next;
    }

    private AccessException unreadable(IOException e) {
        String why = switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "there is no right to";
            default -> String.valueOf(e.getMessage());
        };
        return new AccessException(file, "it cannot be read (" + why + "): see to the name and its rights", e);
    }
}
