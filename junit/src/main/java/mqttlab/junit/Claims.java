package mqttlab.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/// What tests have said of a broker's clients, and is to be looked at when the one that said it ends: tests of a class
/// may share a broker, and run at the same time.
final class Claims {

    /// Which test a thread is of, and those that it starts; "" for what is around tests.
    private static final ThreadLocal<String> TEST = new InheritableThreadLocal<>() {
        @Override
        protected String initialValue() {
            return "";
        }
    };

    private final Map<Expectation<?>, String> open = new LinkedHashMap<>();
    private final Map<Runnable, String> nevers = new LinkedHashMap<>();

    /// This thread is of that test from now on.
    static void begin(String test) {
        TEST.set(test);
    }

    synchronized void open(Expectation<?> it) {
        open.put(it, TEST.get());
    }

    synchronized void looked(Expectation<?> it) {
        open.remove(it);
    }

    /// Holds now, and until the test ends.
    void never(Runnable check) {
        check.run();
        synchronized (this) {
            nevers.put(check, TEST.get());
        }
    }

    /// This thread's test ends.
    void verify(boolean hasFailed) {
        List<Expectation<?>> forgotten;
        List<Runnable> checks;
        synchronized (this) {
            forgotten = taken(open);
            checks = taken(nevers);
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

    /// What this test has claimed, or none, which is forgotten then.
    private static <T> List<T> taken(Map<T, String> claims) {
        List<T> taken = new ArrayList<>();
        claims.forEach((claim, test) -> {
            if (test.isEmpty() || test.equals(TEST.get())) {
                taken.add(claim);
            }
        });
        taken.forEach(claims::remove);
        return taken;
    }
}
