package mqttlab.client.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A transport with somebody who is told what passes.
public record TappedTransport(Transport transport, ConnectionTap tap) implements Transport {

    @Override
    public Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException {
        AtomicReference<Step.@Nullable Connected> ends = new AtomicReference<>();
        Connection connection = transport.open(
                step -> {
                    if (step instanceof Step.Connected it) {
                        ends.set(it);
                    }
                    steps.accept(step);
                },
                timeout);
        Step.Connected known = ends.get();
        ConnectionTap.Ear ear = known == null
                ? tap.opened(null, null, toString())
                : tap.opened(known.local(), known.remote(), toString());
        return new Tapped(connection, ear);
    }

    @Override
    public String toString() {
        return transport.toString();
    }

    private static final class Tapped implements Connection {

        private final Connection connection;
        private final ConnectionTap.Ear ear;
        private final AtomicBoolean isClosed = new AtomicBoolean();
        private volatile boolean isFinished;

        Tapped(Connection connection, ConnectionTap.Ear ear) {
            this.connection = connection;
            this.ear = ear;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int count = connection.read(bytes, offset, length);
                if (count > 0) {
                    ear.received(bytes, offset, count);
                } else if (count < 0) {
                    closed(!isFinished);
                }
                return count;
            } catch (IOException e) {
                closed(!isFinished);
                throw e;
            }
        }

        /// Who hears of an answer has heard of the question.
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ear.sent(bytes, offset, length);
            connection.write(bytes, offset, length);
        }

        @Override
        public void finish() throws IOException {
            isFinished = true;
            connection.finish();
        }

        @Override
        public void close() {
            closed(false);
            connection.close();
        }

        private void closed(boolean byServer) {
            if (isClosed.compareAndSet(false, true)) {
                ear.closed(byServer);
            }
        }
    }
}
