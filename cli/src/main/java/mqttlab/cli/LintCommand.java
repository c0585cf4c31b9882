package mqttlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.cli.bytes.PacketStream;
import mqttlab.cli.bytes.PacketText;
import mqttlab.cli.bytes.Sender;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.WatchTerms;
import mqttlab.cli.lint.Lint;
import mqttlab.cli.lint.LintPrinter;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.option.FilterOption;
import mqttlab.cli.option.PortOption;
import mqttlab.cli.option.VersionOption;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.KnownVersion;
import mqttlab.dissector.Paint;
import mqttlab.filter.Filter;
import mqttlab.finding.Severity;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `mqttlab lint`: what breaks the standard in captures and packets, and nothing else.
final class LintCommand implements Command {

    /// How findings are printed.
    enum Format {
        /// A line for each.
        TEXT,
        /// An object on each line.
        NDJSON,
        /// For code-scanning tools: SARIF 2.1.0.
        SARIF
    }

    private static final int MAGIC = 24;

    private final Options options = new Options();
    private final Options.Value<List<String>> files = options.parameters(
            "FILE", "Captures, or packets as bytes, hexadecimal, base64 or a hex dump; - is standard input.");
    private final Options.Value<Format> format = options.choice("-T", Format.TEXT, "How to print.");
    private final Options.Value<Boolean> explain = options.flag(
            "--explain", "Group by connection, quote the statement, and say what was not judged, and why.");
    private final Options.Value<List<String>> ignored =
            options.texts("--ignore", "STATEMENT", "Pass over what breaks it, such as MQTT-3.1.0-2 or 3.4.2.1.");
    private final Options.Value<Severity> severity =
            options.choice("--severity", Severity.NOTE, "The least that is named.");
    private final WatchTerms terms = new WatchTerms();
    private final FilterOption<Seen> filter = new FilterOption<>(options, terms.ofCaptures());
    private final PortOption ports = new PortOption(options);
    private final Options.Value<PacketText.Form> from = options.choice(
            "--from", PacketText.Form.AUTO, "What an input is that is no capture; auto: told by content.");
    private final Options.Value<Sender> sender =
            options.choice("--sender", Sender.UNKNOWN, "Who sent packets that come as bytes.");
    private final Options.Value<@Nullable String> version = options.text(
            "--mqtt-version", "VERSION", "Read packets as 3.1, 3.1.1 or 5.0, whatever they say themselves.");
    private final ColorOption color = new ColorOption(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        Lint lint = new Lint(printer(streams), severity.get(), ignored.get());
        Version wanted = VersionOption.parse(version.get());
        if (files.get().isEmpty()) {
            throw new Failure(Status.USAGE, "expected captures or packets\nTry 'mqttlab lint --help'.");
        }
        int status = Status.OK;
        lint.begin();
        for (String file : files.get()) {
            try {
                read(streams, file, lint, wanted);
            } catch (IOException e) {
                status = complain(streams, Failure.of(e));
            } catch (Failure e) {
                if (e.status() == Status.USAGE) {
                    throw e;
                }
                status = complain(streams, e);
            }
        }
        lint.end();
        filter.report(streams.err());
        return status != Status.OK ? status : lint.violations() > 0 ? Status.FAILED : Status.OK;
    }

    /// Says what is wrong with an input, since the others are read all the same.
    private static int complain(Streams streams, Failure failure) {
        streams.out().flush();
        streams.err().println("mqttlab: " + failure.getMessage());
        return failure.status();
    }

    private LintPrinter printer(Streams streams) {
        if (explain.get() && format.get() != Format.TEXT) {
            throw new Failure(Status.USAGE, "--explain is for text; -T ndjson and sarif have all of it");
        }
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        return switch (format.get()) {
            case TEXT ->
                explain.get()
                        ? LintPrinter.groups(streams.out(), paint, filter.isGiven())
                        : LintPrinter.lines(streams, paint);
            case NDJSON -> LintPrinter.ndjson(streams.out());
            case SARIF -> LintPrinter.sarif(streams.out(), Main.version());
        };
    }

    private void read(Streams streams, String file, Lint lint, @Nullable Version wanted) throws IOException {
        String name = file.equals("-") ? LintPrinter.STANDARD_INPUT : file;
        try (PushbackInputStream in = new PushbackInputStream(streams.open(file), MAGIC)) {
            byte[] magic = in.readNBytes(MAGIC);
            in.unread(magic);
            if (PacketText.isCapture(magic) || magic.length > 1 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
                capture(in, name, lint, wanted);
            } else {
                packets(in, name, lint, wanted);
            }
        }
    }

    private void capture(InputStream in, String name, Lint lint, @Nullable Version wanted) throws IOException {
        Filter<Seen> passing = filter.filter();
        Dissection.Depth depth = Dissection.Depth.BEHIND.or(terms.depth());
        Arrivals arrivals = new Arrivals(new Dissection(wanted, passing, depth, lint.capture(name)));
        MqttExtractor extractor = new MqttExtractor(ports.rules(), MqttLimits.USUAL, arrivals);
        try (CaptureReader reader = CaptureReader.open(in, name)) {
            while (reader.next()) {
                arrivals.frame(reader.frame());
                extractor.accept(reader.frame());
            }
        } finally {
            extractor.finish();
            arrivals.finish();
        }
    }

    private void packets(InputStream in, String name, Lint lint, @Nullable Version wanted) throws IOException {
        if (filter.filter() != null) {
            throw new Failure(Status.USAGE, "-Y: " + name + " is no capture, and -Y is for these");
        }
        PacketStream stream = PacketStream.of(PacketText.read(PacketText.all(in, name), from.get(), name));
        if (stream.packets().isEmpty()) {
            throw new Failure(Status.FAILED, name + ": there are no packets");
        }
        Conversation conversation = new Conversation(wanted);
        Direction direction = sender.get().direction();
        stream.teach(conversation, direction);
        Lint.Bytes bytes = lint.bytes(name);
        Trace trace = new Trace();
        for (int i = 0; i < stream.packets().size(); i++) {
            PacketStream.Span span = stream.packets().get(i);
            Packet packet = conversation.read(trace, direction, stream.bytes(), span.from(), span.to());
            Trace other = null;
            if (conversation.version().source() == KnownVersion.Source.ASSUMED) {
                other = new Trace();
                Codec.trace(other, stream.bytes(), span.from(), span.to(), Version.V5, direction);
            }
            bytes.packet(i + 1, direction, trace, packet, other);
        }
        bytes.end();
    }
}
