package mqttlab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mqttlab.packet.Framing;

/// A network that breaks: it passes packets on in both directions, and after a random number of them it closes both
/// sides, with a random part of the next packet passed on.
final class FaultProxy implements AutoCloseable {

    private static final int MAX_PACKETS = 12;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Random random;
    private final AtomicInteger cuts = new AtomicInteger();
    private final int maxCuts;

    /// @param maxCuts how often it breaks; then it is a good network
    FaultProxy(int target, int maxCuts, long seed) throws IOException {
        this.target = target;
        this.maxCuts = maxCuts;
        this.random = new Random(seed);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                boolean breaks = cuts.get() < maxCuts;
                Pair pair = new Pair(client, server, breaks ? 1 + next(MAX_PACKETS) : Integer.MAX_VALUE);
                Thread.ofVirtual().start(() -> pair.pump(client, server));
                Thread.ofVirtual().start(() -> pair.pump(server, client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound);
    }

    private final class Pair {

        private final Socket one;
        private final Socket other;
        private final AtomicInteger left;

        Pair(Socket one, Socket other, int packets) {
            this.one = one;
            this.other = other;
            this.left = new AtomicInteger(packets);
        }

        void pump(Socket from, Socket to) {
            byte[] bytes = new byte[1 << 16];
            int size = 0;
            try {
                while (true) {
                    int count = from.getInputStream().read(bytes, size, bytes.length - size);
                    if (count < 0) {
                        to.shutdownOutput();
                        return;
                    }
                    size += count;
                    int at = 0;
                    while (Framing.next(bytes, at, size) instanceof Framing.Whole whole) {
                        if (left.getAndDecrement() <= 0) {
                            to.getOutputStream().write(bytes, at, next(whole.length()));
                            cut();
                            return;
                        }
                        to.getOutputStream().write(bytes, at, whole.length());
                        at += whole.length();
                    }
                    System.arraycopy(bytes, at, bytes, 0, size - at);
                    size -= at;
                }
            } catch (IOException _) {
                close();
            }
        }

        private synchronized void cut() {
            if (!one.isClosed()) {
                cuts.incrementAndGet();
            }
            close();
        }

        private synchronized void close() {
            try {
                one.close();
                other.close();
            } catch (IOException _) {
                // It is as closed as it will be.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
