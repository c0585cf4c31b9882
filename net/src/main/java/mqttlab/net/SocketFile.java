package mqttlab.net;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The file of a Unix-domain socket: there while somebody listens, and sometimes longer.
record SocketFile(Path path) {

    /// As long as Linux lets a socket's path be, in bytes, with the zero behind it.
    private static final int LONGEST = 108;

    /// Removes the file if it is a socket's on which nobody listens any more.
    ///
    /// @throws ListenException where the file is anybody else's
    static SocketFile claim(Listener listener) {
        Path path = Path.of(listener.path());
        if (listener.path().getBytes().length >= LONGEST) {
            throw failure(listener, "the path is longer than " + (LONGEST - 1) + " bytes: choose a shorter one", null);
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new SocketFile(path);
        }
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw failure(listener, path + " is there, and no socket: choose another", null);
            }
            if (answers(path)) {
                throw failure(listener, path + " is taken: stop who listens there, or choose another", null);
            }
            Files.deleteIfExists(path);
            return new SocketFile(path);
        } catch (IOException e) {
            throw failure(listener, "the old socket " + path + " cannot be replaced: " + e.getMessage(), e);
        }
    }

    private static boolean answers(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            // Connection refused.
            return false;
        }
    }

    private static ListenException failure(Listener listener, String why, @Nullable Throwable cause) {
        return new ListenException("Cannot listen at " + listener + ": " + why, cause);
    }

    void release() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next that listens there replaces it.
        }
    }
}
