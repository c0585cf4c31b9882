package mqttlab.cli.broker;

import mqttlab.cli.bridge.PacketPage;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.tap.TapQueues;
import mqttlab.cli.tap.WireTap;
import mqttlab.cli.view.ViewOptions;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The options that show what clients and the broker say to each other, packet by packet, and keep it.
final class TapOptions {

    private final ViewOptions view;
    private final Options.Value<@Nullable String> file;
    private final PacketPage.Option page;

    TapOptions(Options options) {
        view = ViewOptions.beside(
                options, "--tap", "Show every packet that comes and goes, in a line or another form, as pcap does.");
        file = options.text(
                "--tap-pcap",
                "FILE",
                "Write all traffic to a pcapng file, in clear also where TLS or WebSocket is around it.");
        page = new PacketPage.Option(options);
    }

    /// Whether packets are printed.
    boolean isShown() {
        return view.isWanted();
    }

    /// What the options say, made ready: a file that is there is replaced only when it [begins][Taps#begin].
    Taps open(Streams streams) {
        if (!view.isWanted() && view.isNarrowed()) {
            throw new Failure(Status.USAGE, "-Y, -t and --payload say what --tap shows: give that, too");
        }
        TapQueues queues = new TapQueues("broker", streams.err());
        String name = file.get();
        if (name != null) {
            queues.file("--tap-pcap", name);
        }
        if (view.isWanted()) {
            queues.view("--tap", view.live(streams));
        }
        if (page.isWanted()) {
            queues.page("--ui", () -> page.sink(streams, "broker"));
        }
        return new Taps(queues.all(), new WireTap(streams.wire(), Direction.SERVER_TO_CLIENT));
    }

    /// Says, at the end, what the options could not do.
    void report(Streams streams) {
        view.report(streams);
    }
}
