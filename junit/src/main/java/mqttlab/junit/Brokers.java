package mqttlab.junit;

import java.util.LinkedHashSet;
import java.util.Set;

/// The brokers of a test, or of a class of tests.
final class Brokers {

    private final Set<Broker> all = new LinkedHashSet<>();

    synchronized void add(Broker broker) {
        all.add(broker);
    }

    /// Ends a test: what was claimed must have been looked at, and what was never to be must not have been. A test
    /// that has failed already needs no second reason.
    synchronized void verify(boolean hasFailed) {
        for (Broker each : all) {
            each.claims().verify(hasFailed);
        }
    }
}
