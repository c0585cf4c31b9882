package mqttlab.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many connections that do nothing: how fast the broker accepts them, and what memory each costs it.
final class Idle {

    /// Connections that are made at the same time.
    private static final int AT_ONCE = 16;
    /// Connections from one address to one port; there are some 28 000 ports to make them from.
    private static final int PER_ADDRESS = 20_000;

    private final Options options;
    private final String prefix = "idle/" + Long.toString(System.currentTimeMillis(), 36) + "/";

    /// Ports of addresses that the runs before used are not free for a minute.
    private final byte network = (byte) (1 + System.currentTimeMillis() / 1000 % 254);

    private Idle(Options options) {
        this.options = options;
    }

    /// Connects, measures, disconnects, and says in a line what it saw.
    static String run(Options options) throws IOException {
        return new Idle(options).run();
    }

    private String run() throws IOException {
        Proc broker = new Proc(options.pid());
        List<Line> lines = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            long heap = broker.heap();
            long resident = broker.resident();
            long begin = System.nanoTime();
            connect(threads, lines);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double connections = options.connections();
            resident = broker.resident() - resident;
            heap = broker.heap() - heap;
            return String.format(
                    Locale.ROOT,
                    "idle       connections=%d connects/s=%.0f resident-bytes-each=%.0f heap-bytes-each=%.0f",
                    options.connections(),
                    connections / seconds,
                    resident / connections,
                    heap / connections);
        } finally {
            for (Line line : lines) {
                line.close();
            }
        }
    }

    private void connect(ExecutorService threads, List<Line> lines) {
        List<Future<Line>> made = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            int number = i;
            made.add(threads.submit(() -> line(number)));
        }
        try {
            for (Future<Line> each : made) {
                lines.add(each.get());
            }
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw new LoadException(
                    "After " + lines.size() + " idle connections: " + e.getCause()
                            + " (ulimit -n limits those of the broker and of this program)",
                    e);
        } catch (InterruptedException e) {
            throw new LoadException("interrupted", e);
        }
    }

    private Line line(int number) throws IOException {
        byte[] from = {127, network, 0, (byte) (1 + number / PER_ADDRESS)};
        return new Line(InetAddress.getByAddress(from), options.broker(), prefix + number);
    }
}
