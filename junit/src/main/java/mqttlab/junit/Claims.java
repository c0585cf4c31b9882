package mqttlab.junit;

import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/// What a test has said of a broker's clients, and is to be looked at when the test ends.
final class Claims {

    private final List<Expectation<?>> open = new ArrayList<>();
    private final List<Runnable> nevers = new ArrayList<>();

    synchronized void open(Expectation<?> it) {
        open.add(it);
    }

    synchronized void looked(Expectation<?> it) {
        open.remove(it);
    }

    /// Holds now, and until the test ends.
    void never(Runnable check) {
        check.run();
        synchronized (this) {
            nevers.add(check);
        }
    }

    void verify(boolean hasFailed) {
        List<Expectation<?>> forgotten;
        List<Runnable> checks;
        synchronized (this) {
            forgotten = List.copyOf(open);
            checks = List.copyOf(nevers);
            open.clear();
            nevers.clear();
        }
        if (hasFailed) {
            return;
        }
        checks.forEach(Runnable::run);
        if (!forgotten.isEmpty()) {
            throw new AssertionFailedError("nobody looked whether "
                    + forgotten.getFirst().claim() + ": say within(Duration) or now() behind it");
        }
    }
}
