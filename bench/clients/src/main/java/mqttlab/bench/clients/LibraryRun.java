package mqttlab.bench.clients;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.bench.clients.Library.Setup;

/// Publishes or receives messages by one library, in this process, and prints how many seconds it took by the clock and
/// by the processor. Others go before, to warm up.
///
///     LibraryRun publish LIBRARY PORT QOS COUNT
///     LibraryRun receive LIBRARY PORT QOS COUNT CLIENT_ID
///
/// Who receives goes on with a session of that client identifier, for which the server has kept so many, and to warm up
/// with another, whose identifier ends in ".warm-up".
public final class LibraryRun {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final byte[] PAYLOAD = "a payload of 24 bytes --".getBytes();

    private record Instant(long wall, long cpu) {

        static Instant now() {
            return new Instant(System.nanoTime(), SYSTEM.getProcessCpuTime());
        }

        void printSince(Instant start) {
            System.out.println(
                    String.format(Locale.ROOT, "%.4f %.4f", (wall - start.wall) / 1e9, (cpu - start.cpu) / 1e9));
        }
    }

    private LibraryRun() {}

    public static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(args[2]);
        int qos = Integer.parseInt(args[3]);
        int count = Integer.parseInt(args[4]);
        switch (args[0]) {
            case "publish" -> publish(args[1], port, qos, count);
            case "receive" -> {
                receive(args[1], port, count, args[5] + ".warm-up");
                Instant start = Instant.now();
                receive(args[1], port, count, args[5]);
                Instant.now().printSince(start);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        // HiveMQ's threads would go on.
        System.exit(0);
    }

    private static Library library(String name, Setup setup) {
        return switch (name) {
            case "mqttlab" -> new Mqttlab(setup);
            case "hivemq" -> new HiveMq(setup);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void publish(String name, int port, int qos, int count) {
        try (Library library = library(name, new Setup(port, name, false, () -> {}))) {
            library.connect();
            publish(library, qos, count / 3);
            Instant start = Instant.now();
            publish(library, qos, count);
            Instant.now().printSince(start);
        }
    }

    /// Until the server has them all: the last has QoS 1 at least, and a server reads one packet after the other.
    private static void publish(Library library, int qos, int count) {
        for (int i = 1; i < count; i++) {
            var _ = library.publish("bench/library", qos, PAYLOAD);
        }
        library.publish("bench/library", Math.max(qos, 1), PAYLOAD).join();
    }

    private static void receive(String name, int port, int count, String clientId) throws InterruptedException {
        AtomicLong left = new AtomicLong(count);
        CountDownLatch done = new CountDownLatch(1);
        Setup setup = new Setup(port, clientId, true, () -> {
            if (left.decrementAndGet() == 0) {
                done.countDown();
            }
        });
        try (Library library = library(name, setup)) {
            library.connect();
            if (!done.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left + " messages have not come.");
            }
        }
    }
}
