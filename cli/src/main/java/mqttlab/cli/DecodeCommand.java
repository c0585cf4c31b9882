package mqttlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mqttlab.cli.bytes.PacketStream;
import mqttlab.cli.bytes.PacketText;
import mqttlab.cli.bytes.Sender;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.FindingTerms;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.option.ColumnOptions;
import mqttlab.cli.option.FilterOption;
import mqttlab.cli.option.VersionOption;
import mqttlab.cli.view.PacketPrinter;
import mqttlab.cli.view.PayloadOption;
import mqttlab.cli.view.PayloadReader;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Filter;
import mqttlab.filter.MqttTerms;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Problem;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// `mqttlab decode`: packets from bytes, field by field.
final class DecodeCommand implements Command {

    /// How packets are printed.
    enum Format {
        TREE,
        JSON,
        NDJSON,
        /// Columns named by -e, a row for each packet.
        FIELDS,
        HEX
    }

    private final Options options = new Options();
    private final Options.Value<@Nullable String> file =
            options.parameter("FILE", "The bytes: raw, hexadecimal, base64 or a hex dump. Standard input by default.");
    private final Options.Value<@Nullable String> hex =
            options.text("--hex", "DIGITS", "Decode these bytes in hexadecimal, such as '30 05 00 01 61 68 69'.");
    private final Options.Value<@Nullable String> base64 =
            options.text("--base64", "TEXT", "Decode these bytes in base64.");
    private final Options.Value<PacketText.Form> from =
            options.choice("--from", PacketText.Form.AUTO, "What the input is; auto: told by its content.");
    private final Options.Value<Format> format = options.choice("-T", Format.TREE, "How to print.");
    private final Catalogue<PacketPrinter.Decoded> terms =
            new MqttTerms<>(PacketPrinter.Decoded::trace).and(new FindingTerms<>(PacketPrinter.Decoded::findings));
    private final FilterOption<PacketPrinter.Decoded> filter = new FilterOption<>(options, terms);
    private final ColumnOptions<PacketPrinter.Decoded> columns = new ColumnOptions<>(options, terms);
    private final Options.Value<Boolean> withHex = options.flag("-x --hex-dump", "Show the bytes of each packet too.");
    private final Options.Value<Boolean> explain =
            options.flag("--explain", "Say what each field is for, and where the standard defines it.");
    private final PayloadOption payload = new PayloadOption(options);
    private final Options.Value<@Nullable String> version = options.text(
            "--mqtt-version", "VERSION", "Read the packets as 3.1, 3.1.1 or 5.0, whatever they say themselves.");
    private final Options.Value<Sender> sender = options.choice("--sender", Sender.UNKNOWN, "Who sent the packets.");
    private final ColorOption color = new ColorOption(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        PacketStream stream = PacketStream.of(input(streams));
        if (stream.packets().isEmpty()) {
            throw new Failure(Status.FAILED, name() + ": there is nothing to decode");
        }
        Direction direction = sender.get().direction();
        Conversation conversation = new Conversation(VersionOption.parse(version.get()));
        stream.teach(conversation, direction);
        return print(streams, stream, conversation, direction);
    }

    private int print(Streams streams, PacketStream stream, Conversation conversation, @Nullable Direction direction) {
        PayloadReader payloads = payload.reader();
        PacketPrinter printer = printer(streams, stream.packets().size(), payloads);
        Filter<PacketPrinter.Decoded> wanted = filter.filter();
        Trace trace = new Trace();
        int malformed = 0;
        printer.begin();
        for (int i = 0; i < stream.packets().size(); i++) {
            PacketStream.Span span = stream.packets().get(i);
            Packet packet = conversation.read(trace, direction, stream.bytes(), span.from(), span.to());
            malformed += isMalformed(trace) ? 1 : 0;
            PacketPrinter.Decoded decoded = new PacketPrinter.Decoded(
                    i + 1, span.from(), trace, packet, conversation.version(), findings(trace, direction, i + 1));
            if (wanted == null || wanted.test(decoded)) {
                printer.print(decoded);
            } else if (payloads != null) {
                payloads.learn(trace, packet);
            }
        }
        printer.end();
        filter.report(streams.err());
        if (stream.missing() > 0) {
            PacketStream.Span last = stream.packets().getLast();
            int there = last.to() - last.from();
            streams.out().flush();
            streams.err()
                    .println("mqttlab: " + name() + ": incomplete: the packet at byte " + last.from() + " has " + there
                            + (there == 1 ? " byte" : " bytes") + " and lacks at least " + stream.missing());
        }
        return malformed > 0 || stream.missing() > 0 ? Status.FAILED : Status.OK;
    }

    private static List<Finding> findings(Trace trace, @Nullable Direction direction, int number) {
        Party offender = direction == null ? null : Party.sending(direction);
        return trace.problems().isEmpty() ? List.of() : Finding.all(trace, offender, 0, number);
    }

    private PacketPrinter printer(Streams streams, int count, @Nullable PayloadReader payloads) {
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        if (format.get() != Format.FIELDS && columns.isGiven()) {
            throw new Failure(Status.USAGE, "-e is for -T fields");
        }
        return switch (format.get()) {
            case TREE -> {
                Tree tree = new Tree(paint, explain.get(), withHex.get(), payloads);
                yield PacketPrinter.tree(streams.out(), tree, count > 1, payloads);
            }
            case JSON -> PacketPrinter.json(streams.out(), true, payloads);
            case NDJSON -> PacketPrinter.json(streams.out(), false, payloads);
            case FIELDS -> PacketPrinter.fields(streams.out(), columns.rows());
            case HEX -> PacketPrinter.hex(streams.out(), paint);
        };
    }

    private static boolean isMalformed(Trace trace) {
        for (Problem problem : trace.problems()) {
            if (!problem.rule().isAdvice()) {
                return true;
            }
        }
        return false;
    }

    private byte[] input(Streams streams) throws IOException {
        String digits = hex.get();
        String coded = base64.get();
        if ((digits != null ? 1 : 0) + (coded != null ? 1 : 0) + (file.get() != null ? 1 : 0) > 1) {
            throw new Failure(Status.USAGE, "expected one input: a file, --hex or --base64");
        }
        if (digits != null) {
            return PacketText.hex(digits, "--hex");
        }
        if (coded != null) {
            return PacketText.read(coded.getBytes(StandardCharsets.UTF_8), PacketText.Form.BASE64, "--base64");
        }
        try (InputStream in = streams.open(file.get())) {
            byte[] content = PacketText.all(in, name());
            if (from.get() == PacketText.Form.AUTO && PacketText.isCapture(content)) {
                throw new Failure(
                        Status.FAILED,
                        name() + ": this is a capture file, not a packet. Try 'mqttlab pcap " + name() + "'.");
            }
            return PacketText.read(content, from.get(), name());
        }
    }

    private String name() {
        String given = file.get();
        return hex.get() != null
                ? "--hex"
                : base64.get() != null ? "--base64" : given == null || given.equals("-") ? "standard input" : given;
    }
}
