package mqttlab.client.transport;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// An open WebSocket as a stream of bytes.
record WebSocketConnection(HttpClient client, WebSocket socket, WebSocketInput input) implements Connection {

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return input.read(socket, bytes, offset, length);
    }

    /// "MQTT Control Packets MUST be sent in WebSocket binary data frames", which need not begin or end with a packet.
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        await(socket.sendBinary(ByteBuffer.wrap(bytes, offset, length), true));
    }

    @Override
    public void finish() throws IOException {
        await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    private static void await(CompletableFuture<WebSocket> sent) throws IOException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Writing was interrupted.", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        input.end(new IOException("The connection was closed."));
        client.shutdownNow();
    }
}
