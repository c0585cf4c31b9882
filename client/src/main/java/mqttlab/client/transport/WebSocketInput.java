package mqttlab.client.transport;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// Makes a stream of the frames of a WebSocket. The next frame is asked for when the last is read, so that the server
/// feels it when nobody reads.
final class WebSocketInput implements WebSocket.Listener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable ByteBuffer frame;
    private @Nullable CompletableFuture<?> isRead;
    private @Nullable IOException failure;
    private boolean isEnded;

    int read(WebSocket socket, byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (frame == null && !isEnded) {
                changed.await();
            }
            if (frame == null) {
                if (failure != null) {
                    throw failure;
                }
                return -1;
            }
            int count = Math.min(length, frame.remaining());
            frame.get(bytes, offset, count);
            if (!frame.hasRemaining()) {
                release(socket);
            }
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Reading was interrupted.", e);
        } finally {
            lock.unlock();
        }
    }

    private void release(WebSocket socket) {
        frame = null;
        if (isRead != null) {
            isRead.complete(null);
        }
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
        if (!data.hasRemaining()) {
            socket.request(1);
            return null;
        }
        lock.lock();
        try {
            CompletableFuture<?> done = new CompletableFuture<>();
            frame = data;
            isRead = done;
            changed.signal();
            return done;
        } finally {
            lock.unlock();
        }
    }

    /// "If any other type of data frame is received the recipient MUST close the Network Connection" [MQTT-6.0.0-1 of
    /// 5.0].
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
        socket.abort();
        end(new IOException("The server sent text in the WebSocket; MQTT is binary."));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String why) {
        end(null);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end(new IOException(why(error), error));
    }

    /// What the JDK says: it may quote what the server has sent.
    static String why(Throwable error) {
        return Show.escaped(error.getMessage() == null ? error.toString() : error.getMessage());
    }

    /// Nothing more will come.
    void end(@Nullable IOException why) {
        lock.lock();
        try {
            if (!isEnded) {
                isEnded = true;
                failure = why;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
