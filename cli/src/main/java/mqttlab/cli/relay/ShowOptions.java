package mqttlab.cli.relay;

import mqttlab.cli.bridge.PacketPage;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.cli.tap.TapQueues;
import mqttlab.cli.tap.WireTap;
import mqttlab.cli.view.ReportOptions;
import mqttlab.cli.view.ViewOptions;
import mqttlab.packet.Direction;
import mqttlab.relay.Side;
import org.jspecify.annotations.Nullable;

/// The options that say what is shown of what passes, and where it is kept.
final class ShowOptions {

    /// Which of the two connections of a relayed one.
    enum Shown {
        CLIENT(Side.CLIENT),
        SERVER(Side.SERVER),
        BOTH(null);

        private final @Nullable Side side;

        Shown(@Nullable Side side) {
            this.side = side;
        }
    }

    private final ViewOptions view;
    private final ReportOptions reports;
    private final Options.Value<Shown> side;
    private final Options.Value<@Nullable String> file;
    private final Options.Value<Boolean> quiet;
    private final PacketPage.Option page;

    ShowOptions(Options options) {
        side = options.choice(
                "--side",
                Shown.CLIENT,
                "Whose connection to show and to write: what the client sends and is given, or what the server is"
                        + " given and sends.");
        file = options.text("-w", "FILE", "Write what passes to a pcapng file too, in clear, with marks as comments.");
        quiet = options.flag("--quiet", "Show no packets.");
        view = ViewOptions.ofTraffic(options);
        reports = new ReportOptions(options);
        page = new PacketPage.Option(options);
    }

    /// What the options say, made ready: a file that is there is replaced only when it [begins][RelayTap#begin].
    RelayTap open(Streams streams) {
        TapQueues queues = new TapQueues("relay", streams.err());
        String name = file.get();
        if (name != null) {
            queues.file("-w", name);
        }
        if (!quiet.get()) {
            queues.view("output", view.live(streams, reports));
        }
        if (page.isWanted()) {
            queues.page("--ui", () -> page.sink(streams, "relay"));
        }
        return new RelayTap(
                queues.all(),
                side.get().side,
                new WireTap(streams.wire(), Direction.SERVER_TO_CLIENT),
                new WireTap(streams.wire(), Direction.CLIENT_TO_SERVER));
    }

    /// Says, at the end, what the options could not do.
    void report(Streams streams) {
        view.report(streams);
    }
}
