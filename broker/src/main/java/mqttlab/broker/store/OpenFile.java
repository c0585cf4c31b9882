package mqttlab.broker.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.broker.hub.StoreException;

/// Makes sure that one broker uses a file, through a lock on an empty file beside it: SQLite's own locks would keep
/// out who only wants to look. The system drops the lock when the broker dies, however it does; and as soon as its
/// program closes another channel to the same file, so none is opened to one that is ours already.
final class OpenFile implements AutoCloseable {

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path beside;
    private final FileChannel channel;

    private OpenFile(Path beside, FileChannel channel) {
        this.beside = beside;
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
        try {
            Path beside = folder.toRealPath().resolve(file.getFileName() + "-lock");
            if (OURS.add(beside)) {
                return locked(file, beside);
            }
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

    private static OpenFile locked(Path file, Path beside) throws IOException {
        boolean isOurs = false;
        try {
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            isOurs = channel.tryLock() != null;
            if (isOurs) {
                return new OpenFile(beside, channel);
            }
            channel.close();
            throw inUse(file);
        } finally {
            if (!isOurs) {
                OURS.remove(beside);
            }
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
        OURS.remove(beside);
    }
}
