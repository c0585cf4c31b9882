package mqttlab.cli.broker;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.cli.command.Output;
import org.jspecify.annotations.Nullable;

/// Prints what happens in a broker on a thread of its own, so that the broker never waits for a terminal: lines for
/// which there is no room are left out, and counted.
final class EventLog implements Consumer<BrokerEvent>, AutoCloseable {

    private static final int ROOM = 10_000;
    private static final String END = "";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong leftOut = new AtomicLong();
    private final Output out;
    private final Function<BrokerEvent, @Nullable String> form;
    private final Thread printer;

    EventLog(Output out, Function<BrokerEvent, @Nullable String> form) {
        this.out = out;
        this.form = form;
        this.printer = Thread.ofPlatform().name("log").daemon().start(this::print);
    }

    /// The time of day, and the event in words.
    static @Nullable String text(BrokerEvent event) {
        String line = EventText.of(event);
        return line == null ? null : TIME.format(LocalTime.now(ZoneId.systemDefault())) + ' ' + line;
    }

    @Override
    public void accept(BrokerEvent event) {
        String line = form.apply(event);
        if (line != null && !lines.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    private void print() {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.println(line);
                if (lines.isEmpty()) {
                    long missed = leftOut.getAndSet(0);
                    if (missed > 0) {
                        out.println("(" + missed + " lines left out: more than could be printed)");
                    }
                    out.flush();
                }
            }
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Output.Closed e) {
            // Nobody reads any more; the broker goes on.
        }
    }

    /// Prints what is left.
    @Override
    public void close() {
        try {
            lines.put(END);
            printer.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
