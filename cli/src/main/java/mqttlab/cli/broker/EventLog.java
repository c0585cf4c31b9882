package mqttlab.cli.broker;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.TroubleWatcher;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Output;
import org.jspecify.annotations.Nullable;

/// Prints what happens in a broker on a thread of its own, so that the broker never waits for a terminal: lines for
/// which there is no room are left out, and counted.
final class EventLog implements Consumer<BrokerEvent>, AutoCloseable {

    private static final int ROOM = 10_000;
    private static final String END = "";

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong leftOut = new AtomicLong();
    private final Output out;
    private final PrintStream err;
    private final EventForm form;
    private final boolean isWhole;
    private final boolean tellsStart;
    private final Thread printer;

    /// @param isWhole whether all that happens is told, or only what the one who runs the broker must know
    EventLog(Output out, PrintStream err, EventForm form, boolean isWhole, boolean tellsStart) {
        this.out = out;
        this.err = err;
        this.form = form;
        this.isWhole = isWhole;
        this.tellsStart = tellsStart;
        this.printer = Thread.ofPlatform().name("log").daemon().start(this::print);
    }

    /// What the broker is to tell.
    Consumer<BrokerEvent> watcher() {
        return isWhole ? this : new TroubleWatcher(this);
    }

    /// The broker runs. See [EventForm#started].
    void started(List<String> uris, @Nullable String http) {
        if (tellsStart) {
            add(form.started(uris, http));
        }
    }

    @Override
    public void accept(BrokerEvent event) {
        add(form.event(event));
    }

    private void add(@Nullable String line) {
        if (line != null && !lines.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    private void print() {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.println(line);
                if (lines.isEmpty()) {
                    account();
                }
            }
            account();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Output.Closed e) {
            if (!e.isAsked()) {
                err.println("mqttlab: nobody reads the log any more; the broker goes on");
            }
        } catch (Failure e) {
            err.println("mqttlab: the log ends, and the broker goes on: " + e.getMessage());
        }
    }

    private void account() {
        long missed = leftOut.getAndSet(0);
        if (missed > 0) {
            out.println(form.leftOut(missed));
        }
        out.flush();
    }

    /// Prints what is left, within a few seconds.
    @Override
    public void close() {
        try {
            boolean isTaken = lines.offer(END, 2, TimeUnit.SECONDS);
            if (isTaken) {
                printer.join(2000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
