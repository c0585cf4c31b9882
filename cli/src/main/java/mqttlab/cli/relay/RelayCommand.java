package mqttlab.cli.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import mqttlab.relay.Relay;
import mqttlab.relay.RelayBuilder;
import mqttlab.relay.RelayEvent;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.Rules;

/// `mqttlab relay`: stands between clients and a server until it is interrupted, shows what passes, and disturbs it.
public final class RelayCommand implements Command {

    /// It ends soon, but what was to be written is written.
    private static final Duration GRACE = ChronoUnit.FOREVER.getDuration();

    private final Options options = new Options();
    private final WayOptions way = new WayOptions(options);
    private final FaultOptions faults = new FaultOptions(options);
    private final ShowOptions show = new ShowOptions(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        List<Fault> all = faults.all(streams);
        long seed = faults.seed();
        RelayBuilder builder = Relay.builder()
                .to(way.target(streams.server()))
                .seed(seed)
                .watcher(event -> tell(event, streams.err()));
        way.listeners().forEach(builder::listen);
        all.forEach(builder::fault);
        Rules rules;
        try (RelayTap tap = show.open(streams)) {
            String rest = (FaultOptions.leavesToChance(all) ? ", --seed " + seed : "") + "; "
                    + streams.interrupt().how() + " ends it";
            rules = relay(tap.isWanted() ? builder.tap(tap) : builder, tap, rest, streams);
        }
        rules.all().forEach(rule -> streams.err().println("mqttlab: " + RuleText.account(rule)));
        show.report(streams);
        return Status.OK;
    }

    private static Rules relay(RelayBuilder builder, RelayTap tap, String rest, Streams streams) throws IOException {
        CountDownLatch isInterrupted = new CountDownLatch(1);
        try (Relay relay = start(builder);
                var _ = streams.interrupt().on(GRACE, isInterrupted::countDown)) {
            tap.begin();
            streams.wire().relaying(relay.rules());
            streams.wire()
                    .listening(
                            relay.listeners().stream().map(Listener::toString).toList());
            String from = relay.listeners().stream().map(Listener::toString).collect(Collectors.joining(" and "));
            streams.err().println("mqttlab: relaying " + from + " to " + relay.target() + rest);
            await(isInterrupted);
            return relay.rules();
        }
    }

    private static void await(CountDownLatch isInterrupted) {
        try {
            isInterrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Relay start(RelayBuilder builder) {
        try {
            return builder.start();
        } catch (ListenException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static void tell(RelayEvent event, PrintStream err) {
        switch (event) {
            case RelayEvent.Opened _, RelayEvent.Closed _ -> {}
            case RelayEvent.Unreachable it ->
                err.println(
                        "mqttlab: " + it.peer() + " was closed: " + it.server() + " cannot be reached: " + it.why());
            case RelayEvent.Refused it -> err.println("mqttlab: " + it.peer() + " was closed: " + it.why());
            case RelayEvent.Notice it -> err.println("mqttlab: " + it.peer() + ": " + it.what());
            case RelayEvent.Trouble it -> err.println("mqttlab: " + it.what());
        }
    }
}
