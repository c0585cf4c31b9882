package mqttlab.bench.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Keeps a broker busy in every way, and writes down each ten seconds how it is: as CSV, and at the end as a plot.
///
/// Arguments: port, port of `--http`, process, minutes, file of the CSV, file of the plot. Exits with 1 where a message
/// was lost, or one of QoS 2 doubled.
public final class Soak {

    private static final int STREAMS = 12;
    private static final int SLEEPERS = 20;
    private static final int VISITORS = 4;
    private static final int INTERVAL_SECONDS = 10;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Health health = new Health(URI.create("http://127.0.0.1:" + arguments[1] + "/metrics"), arguments[2]);
        long end = System.nanoTime() + (long) (Double.parseDouble(arguments[3]) * 60e9);
        Delay delay = new Delay();
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS + SLEEPERS; i++) {
            streams.add(new Stream(port, i, i % 3, i < STREAMS ? 10 : 100, i >= STREAMS && i % 3 > 0, delay));
        }
        List<Visitors> visitors = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            visitors.add(new Visitors(port, i));
        }
        streams.forEach(Stream::start);
        visitors.forEach(Visitors::start);
        List<Row> rows = watch(end, health, delay, streams, visitors, Path.of(arguments[4]));
        visitors.forEach(Visitors::close);
        for (Stream each : streams) {
            each.finish();
        }
        Files.writeString(Path.of(arguments[5]), Plot.of(rows));
        long sent = streams.stream().mapToLong(Stream::sent).sum();
        long lost = streams.stream().mapToLong(Stream::lost).sum();
        long doubled = streams.stream().mapToLong(Stream::doubled).sum();
        long visits = visitors.stream().mapToLong(Visitors::visits).sum();
        System.out.printf(
                "%d minutes, %d messages, %d lost, %d of QoS 2 doubled, %d connections%n",
                rows.size() * INTERVAL_SECONDS / 60, sent, lost, doubled, visits);
        System.exit(lost + doubled == 0 ? 0 : 1);
    }

    private static List<Row> watch(
            long end, Health health, Delay delay, List<Stream> streams, List<Visitors> visitors, Path csv)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        long begin = System.nanoTime();
        try (PrintStream out = new PrintStream(Files.newOutputStream(csv), true, StandardCharsets.UTF_8)) {
            out.println(Row.HEADER);
            while (System.nanoTime() < end) {
                long heap = Long.MAX_VALUE;
                for (int i = 0; i < INTERVAL_SECONDS; i++) {
                    TimeUnit.SECONDS.sleep(1);
                    // The least of some is near to what is in use when all else is collected.
                    heap = Math.min(heap, health.heap());
                }
                Row row = new Row(
                        (System.nanoTime() - begin) / 1e9,
                        health.resident(),
                        heap,
                        delay.take(),
                        streams.stream().mapToLong(Stream::sent).sum(),
                        visitors.stream().mapToLong(Visitors::visits).sum());
                rows.add(row);
                out.println(row.csv());
            }
        }
        return rows;
    }
}
