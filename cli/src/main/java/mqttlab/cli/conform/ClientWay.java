package mqttlab.cli.conform;

import java.io.IOException;
import java.time.Duration;
import mqttlab.client.transport.Connection;
import mqttlab.client.transport.Transport;
import mqttlab.conform.Way;

/// A way of the client library: TLS, WebSocket. What is written in one go is a frame of the WebSocket.
record ClientWay(Transport transport) implements Way {

    @Override
    public Line open(Duration timeout) throws IOException {
        return new ClientLine(transport.open(step -> {}, timeout));
    }

    private record ClientLine(Connection connection) implements Line {

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return connection.read(bytes, offset, length);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            connection.write(bytes, 0, bytes.length);
        }

        @Override
        public void end(boolean isReset) {
            connection.close();
        }
    }

    @Override
    public String toString() {
        return transport.toString();
    }
}
