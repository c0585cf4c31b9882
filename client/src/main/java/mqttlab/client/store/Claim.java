package mqttlab.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to use a file, which one client has: a lock on an empty file beside it, which the system drops when the
/// program ends, however it does.
///
/// The system also drops it as soon as the program closes a second channel to the same file. So no lock is put on the
/// file that is read, and none is tried that this program has already.
final class Claim implements Closeable {

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path beside;
    private final FileChannel channel;

    private Claim(Path beside) throws IOException {
        this.beside = beside;
        channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse();
        }
    }

    static Claim of(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it is no file");
        }
        Path beside = folder.toRealPath().resolve(file.getFileName() + "-lock");
        if (!OURS.add(beside)) {
            throw inUse();
        }
        try {
            return new Claim(beside);
        } catch (IOException e) {
            OURS.remove(beside);
            throw e;
        }
    }

    private static IOException inUse() {
        return new IOException("it is in use by another client");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(beside);
    }
}
