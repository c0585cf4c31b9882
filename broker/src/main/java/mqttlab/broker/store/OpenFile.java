package mqttlab.broker.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mqttlab.broker.hub.StoreException;
import org.jspecify.annotations.Nullable;

/// Makes sure that one broker uses a file, through a lock on an empty file beside it: SQLite's own locks would keep
/// out who only wants to look. The system drops the lock when the broker dies, however it does.
final class OpenFile implements AutoCloseable {

    private final FileChannel channel;

    private OpenFile(FileChannel channel) {
        this.channel = channel;
    }

    static OpenFile of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw Trouble.of(file, "there is no folder " + folder + ": make it, or name another file");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw Trouble.of(file, "it is no file: name one, which need not exist");
        }
        Path beside = file.resolveSibling(file.getFileName() + "-lock");
        try {
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new OpenFile(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw Trouble.of(
                    file,
                    "its folder cannot be written (" + e
                            + "): a broker needs to make files beside it; see to the folder's"
                            + " rights, or name a file elsewhere",
                    e);
        }
        throw inUse(file);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Another broker of this program.
            return null;
        }
    }

    private static StoreException inUse(Path file) {
        return Trouble.of(file, "another broker uses it: end that broker, or name another file");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The system has dropped the lock anyway.
        }
    }
}
