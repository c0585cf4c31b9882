package mqttlab.cli.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.bridge.PacketPage;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.tap.TapFile;
import mqttlab.cli.tap.TapQueue;
import mqttlab.cli.tap.TapView;
import mqttlab.cli.tap.WireTap;
import mqttlab.cli.view.ReportOptions;
import mqttlab.cli.view.ViewOptions;
import mqttlab.packet.Direction;
import mqttlab.relay.Side;
import org.jspecify.annotations.Nullable;

/// The options that say what is shown of what passes, and where it is kept.
final class ShowOptions {

    /// How much may wait to be printed, in bytes.
    private static final long VIEW_ROOM = 32 << 20;
    /// How much may wait for the disk, in bytes.
    private static final long FILE_ROOM = 64 << 20;

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
        List<TapQueue> all = new ArrayList<>();
        String name = file.get();
        if (name != null) {
            all.add(new TapQueue("relay-pcap", () -> begin(name), new Told(streams.err(), name, "written"), FILE_ROOM));
        }
        if (!quiet.get()) {
            TapView shown = new TapView(view.live(streams, reports));
            all.add(new TapQueue("relay-view", () -> shown, new Told(streams.err(), "output", "printed"), VIEW_ROOM));
        }
        if (page.isWanted()) {
            Told told = new Told(streams.err(), "--ui", "shown");
            all.add(new TapQueue("relay-ui", () -> page.sink(streams, "relay"), told, VIEW_ROOM));
        }
        return new RelayTap(
                all,
                side.get().side,
                new WireTap(streams.wire(), Direction.SERVER_TO_CLIENT),
                new WireTap(streams.wire(), Direction.CLIENT_TO_SERVER));
    }

    private static TapFile begin(String name) throws IOException {
        try {
            return TapFile.to(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new Failure(Status.FAILED, "-w " + name + ": there is no such directory");
        }
    }

    /// Says, at the end, what the options could not do.
    void report(Streams streams) {
        view.report(streams);
    }

    /// Says on standard error what did not go well.
    private record Told(PrintStream err, String where, String done) implements TapQueue.Account {

        @Override
        public void lost(long bytes) {
            err.println("mqttlab: " + where + ": " + bytes + " bytes of MQTT came faster than they could be " + done
                    + ", and were left out there; they were relayed");
        }

        @Override
        public void failed(Exception why) {
            Throwable cause = why instanceof UncheckedIOException io ? io.getCause() : why;
            String text = cause instanceof IOException || cause instanceof Failure
                    ? String.valueOf(cause.getMessage())
                    : "we have made a mistake, please report it: " + cause;
            err.println("mqttlab: " + where + ": " + text + ". Nothing more is " + done + "; the relay goes on.");
        }
    }
}
