package mqttlab.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mqttlab.capture.file.PcapngWriter;
import mqttlab.capture.live.LiveCapture;
import mqttlab.capture.live.LiveException;
import mqttlab.capture.live.LiveInterface;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.view.ViewOptions;
import org.jspecify.annotations.Nullable;

/// `mqttlab capture`: the MQTT packets of an interface, as they come.
final class CaptureCommand implements Command {

    private static final int SNAP_LENGTH = 262_144;
    /// How long the end may take when the process is to end.
    private static final Duration GRACE = Duration.ofSeconds(5);
    /// How often a quiet capture looks whether its time is over.
    private static final long STEP = 100_000_000;

    private final Options options = new Options();
    private final Options.Value<@Nullable String> name =
            options.text("-i", "INTERFACE", "Where to capture, such as lo or eth0; -D lists them.");
    private final Options.Value<Boolean> list = options.flag("-D", "List the interfaces.");
    private final Options.Value<@Nullable String> bpf =
            options.text("-f", "FILTER", "What to capture, as in tcpdump: 'tcp port 1883'.");
    private final Options.Value<@Nullable String> file =
            options.text("-w", "FILE", "Write every captured frame to a pcapng file too.");
    private final Options.Value<@Nullable String> count = options.text("-c", "N", "Stop after N frames.");
    private final Options.Value<@Nullable String> autostop =
            options.text("-a", "duration:SECONDS", "Stop after so many seconds.");
    private final Options.Value<Boolean> selfish =
            options.flag("-p", "Leave the interface out of promiscuous mode: no frames that are for others.");
    private final ViewOptions view = new ViewOptions(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        try {
            return list.get() ? list(streams) : capture(streams);
        } catch (LiveException e) {
            boolean isUsage = e.reason() == LiveException.Reason.BAD_FILTER;
            boolean isMissing = e.reason() == LiveException.Reason.NO_INTERFACE;
            throw new Failure(
                    isUsage ? Status.USAGE : isMissing ? Status.NO_INPUT : Status.FAILED,
                    String.valueOf(e.getMessage()));
        }
    }

    private static int list(Streams streams) throws LiveException {
        for (LiveInterface each : LiveInterface.list()) {
            StringBuilder line = new StringBuilder(each.name());
            line.append(each.isUp() ? "" : " (down)");
            if (!each.addresses().isEmpty()) {
                line.append("  ").append(String.join(", ", each.addresses()));
            }
            if (!each.description().isEmpty()) {
                line.append("  ").append(each.description());
            }
            streams.out().println(line.toString());
        }
        return Status.OK;
    }

    private int capture(Streams streams) throws IOException {
        String where = name.get();
        if (where == null) {
            throw new Failure(
                    Status.USAGE, "expected an interface: -i NAME\nTry 'mqttlab capture -D' for their names.");
        }
        long most = Numbers.parse("-c", count.get(), Long.MAX_VALUE);
        long seconds = duration();
        Arrivals arrivals = new Arrivals(view.live(streams));
        MqttExtractor extractor = new MqttExtractor(view.portRules(), MqttLimits.USUAL, arrivals);
        try (LiveCapture capture = LiveCapture.open(where, SNAP_LENGTH, !selfish.get(), bpf.get());
                Recording recording = Recording.to(file.get(), where, capture.linkType());
                // It ends as if its time were over: what was captured is shown and written.
                var _ = streams.interrupt().on(GRACE, capture::stop)) {
            streams.err()
                    .println("mqttlab: capturing on " + where + "; "
                            + streams.interrupt().how() + " ends it");
            long end = seconds == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + seconds * 1_000_000_000;
            try {
                while (capture.frame().number() < most && isBefore(end) && !capture.isStopped()) {
                    if (capture.next(STEP)) {
                        recording.write(capture);
                        arrivals.frame(capture.frame());
                        extractor.accept(capture.frame());
                        arrivals.flush();
                    }
                }
            } finally {
                // Also where the interface is gone, or the disk full: what was captured is shown.
                extractor.finish();
                arrivals.finish();
            }
            view.report(streams);
            long dropped = capture.dropped();
            if (dropped > 0) {
                streams.err().println("mqttlab: " + dropped + " frames came too fast and were lost");
            }
        } finally {
            streams.out().flush();
        }
        return Status.OK;
    }

    private static boolean isBefore(long end) {
        return end == Long.MAX_VALUE || System.nanoTime() - end < 0;
    }

    private long duration() {
        String text = autostop.get();
        if (text == null) {
            return Long.MAX_VALUE;
        }
        if (!text.startsWith("duration:")) {
            throw new Failure(Status.USAGE, "-a: expected duration:SECONDS but was '" + text + "'");
        }
        return Numbers.parse("-a duration:", text.substring("duration:".length()), Long.MAX_VALUE);
    }

    /// The file that captured frames are written to, or none.
    private record Recording(@Nullable PcapngWriter writer) implements AutoCloseable {

        static Recording to(@Nullable String file, String name, int linkType) throws IOException {
            if (file == null) {
                return new Recording(null);
            }
            PcapngWriter writer =
                    new PcapngWriter(new BufferedOutputStream(Files.newOutputStream(Path.of(file))), "mqttlab");
            writer.addInterface(name, linkType, SNAP_LENGTH);
            writer.flush();
            return new Recording(writer);
        }

        void write(LiveCapture capture) throws IOException {
            if (writer != null) {
                writer.write(0, capture.frame());
                writer.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
