package mqttlab.cli.broker;

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
import mqttlab.cli.view.ViewOptions;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The options that show what clients and the broker say to each other, packet by packet, and keep it.
final class TapOptions {

    /// How much may wait to be printed, in bytes.
    private static final long VIEW_ROOM = 32 << 20;
    /// How much may wait for the disk, in bytes.
    private static final long FILE_ROOM = 64 << 20;

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
        List<TapQueue> all = new ArrayList<>();
        String name = file.get();
        if (name != null) {
            all.add(new TapQueue("tap-pcap", () -> begin(name), new Told(streams.err(), name, "written"), FILE_ROOM));
        }
        if (view.isWanted()) {
            TapView shown = new TapView(view.live(streams));
            all.add(new TapQueue("tap", () -> shown, new Told(streams.err(), "--tap", "printed"), VIEW_ROOM));
        }
        if (page.isWanted()) {
            Told told = new Told(streams.err(), "--ui", "shown");
            all.add(new TapQueue("ui", () -> page.sink(streams, "broker"), told, VIEW_ROOM));
        }
        return new Taps(all, new WireTap(streams.wire(), Direction.SERVER_TO_CLIENT));
    }

    private static TapFile begin(String name) throws IOException {
        try {
            return TapFile.to(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new Failure(Status.FAILED, "--tap-pcap " + name + ": there is no such directory");
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
                    + ", and were left out");
        }

        @Override
        public void failed(Exception why) {
            Throwable cause = why instanceof UncheckedIOException io ? io.getCause() : why;
            String text = cause instanceof IOException || cause instanceof Failure
                    ? String.valueOf(cause.getMessage())
                    : "we have made a mistake, please report it: " + cause;
            err.println("mqttlab: " + where + ": " + text + ". Nothing more is " + done + "; the broker goes on.");
        }
    }
}
