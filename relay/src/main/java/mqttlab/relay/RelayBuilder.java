package mqttlab.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.FaultException;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// Puts a [Relay] together.
public final class RelayBuilder {

    private final List<Listener> listeners = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private Target target = Target.at("mqtt://localhost:1883");
    private @Nullable Tap tap;
    private @Nullable Consumer<? super RelayEvent> watcher;
    private long seed;
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    RelayBuilder() {}

    /// Listens there, too.
    ///
    /// @throws IllegalArgumentException where that is none of [Listener#at]'s URIs
    public RelayBuilder listen(String uri) {
        return listen(Listener.at(uri));
    }

    public RelayBuilder listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /// Relays to that server; mqtt://localhost:1883 by default.
    ///
    /// @throws IllegalArgumentException where that is none of [Target#at]'s
    public RelayBuilder to(String server) {
        return to(Target.at(server));
    }

    public RelayBuilder to(Target server) {
        target = server;
        return this;
    }

    /// Lets that befall packets, behind what was said before; see [Fault#parse].
    ///
    /// @throws FaultException where it is none
    public RelayBuilder fault(String text) {
        return fault(Fault.parse(text));
    }

    public RelayBuilder fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    /// Of all that is left to chance; 0 by default.
    public RelayBuilder seed(long number) {
        seed = number;
        return this;
    }

    public RelayBuilder tap(Tap it) {
        tap = it;
        return this;
    }

    /// Is told what happens, on threads that relay: quickly, please.
    public RelayBuilder watcher(Consumer<? super RelayEvent> it) {
        watcher = it;
        return this;
    }

    /// How many threads relay; each connection has one of them. By default half of the processors.
    public RelayBuilder threads(int count) {
        threads = count;
        return this;
    }

    /// Starts it; without a [listener][#listen] at mqtt://127.0.0.1:1884.
    ///
    /// @throws ListenException where it cannot listen
    public Relay start() {
        Rules rules = new Rules(seed);
        faults.forEach(rules::add);
        List<Listener> all = listeners.isEmpty() ? List.of(Listener.at("mqtt://127.0.0.1:1884")) : listeners;
        return new Relay(all, target, rules, tap, watcher, threads);
    }
}
