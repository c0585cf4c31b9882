package mqttlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import mqttlab.capture.file.CaptureException;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.live.CaptureFilter;
import mqttlab.capture.live.LiveException;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.view.ReportOptions;
import mqttlab.cli.view.ViewOptions;
import org.jspecify.annotations.Nullable;

/// `mqttlab pcap`: the MQTT packets of a capture file.
final class PcapCommand implements Command {

    private final Options options = new Options();
    private final Options.Value<@Nullable String> file =
            options.parameter("FILE", "A capture: pcap or pcapng, also compressed by gzip; - is standard input.");
    private final Options.Value<@Nullable String> read = options.text("-r", "FILE", "The same, as tshark has it.");
    private final ViewOptions view = new ViewOptions(options);
    private final ReportOptions reports = new ReportOptions(options);
    private final Options.Value<@Nullable String> count = options.text("-c", "N", "Stop after N frames of the file.");
    private final Options.Value<@Nullable String> bpf =
            options.text("-f", "FILTER", "Read only the frames that match, as in tcpdump: 'tcp port 1883'.");
    private final Options.Value<Boolean> quiet =
            options.flag("-q", "Print no packets, only what is wrong with the file.");

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String name = name();
        long most = Numbers.parse("-c", count.get(), Long.MAX_VALUE);
        PortRules rules = view.portRules();
        try (CaptureFilter frames = captureFilter();
                CaptureReader reader = open(streams, name)) {
            Arrivals arrivals = new Arrivals(view.dissection(streams, quiet.get(), reports));
            MqttExtractor extractor = new MqttExtractor(rules, MqttLimits.USUAL, arrivals);
            Progress progress = Progress.of(streams, reader.bytesTotal());
            try {
                PatientReader patient = new PatientReader(reader, arrivals);
                while (reader.frame().number() < most && patient.next()) {
                    arrivals.frame(reader.frame());
                    if (frames == null || frames.accepts(reader.frame())) {
                        extractor.accept(reader.frame());
                    }
                    progress.at(reader.bytesRead());
                }
            } finally {
                // Also where the file is damaged: what was read is shown.
                progress.end();
                extractor.finish();
                arrivals.finish();
            }
            view.report(streams);
            return Status.OK;
        } catch (CaptureException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private String name() {
        String given = file.get() == null ? read.get() : file.get();
        given = given == null ? reports.giveBack() : given;
        if (file.get() != null && read.get() != null) {
            throw new Failure(Status.USAGE, "-r and FILE name two files; expected one");
        }
        if (given == null) {
            throw new Failure(
                    Status.USAGE, "expected a capture file, or - for standard input\nTry 'mqttlab pcap --help'.");
        }
        return given;
    }

    private @Nullable CaptureFilter captureFilter() throws IOException {
        String expression = bpf.get();
        try {
            return expression == null ? null : CaptureFilter.of(expression);
        } catch (LiveException e) {
            boolean isUsage = e.reason() == LiveException.Reason.BAD_FILTER;
            throw new Failure(isUsage ? Status.USAGE : Status.FAILED, "-f: " + e.getMessage());
        }
    }

    private static CaptureReader open(Streams streams, String name) throws IOException {
        if (name.equals("-")) {
            InputStream in = streams.open(name);
            return CaptureReader.open(in, "standard input");
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(name);
        }
        if (Files.isDirectory(path)) {
            throw new Failure(Status.NO_INPUT, name + ": is a directory");
        }
        return CaptureReader.open(path);
    }
}
