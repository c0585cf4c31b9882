package mqttlab.cli.view;

import java.util.List;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.WatchTerms;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.option.ColumnOptions;
import mqttlab.cli.option.FilterOption;
import mqttlab.cli.option.PortOption;
import mqttlab.cli.option.VersionOption;
import mqttlab.cli.text.Page;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Filter;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The options of commands that show packets as they come, from files or interfaces: which packets, and how.
public final class ViewOptions {

    /// How packets are printed.
    enum Format {
        /// A line for each packet.
        SUMMARY,
        /// Every field of each packet.
        TREE,
        /// The same; tshark's word.
        TEXT,
        /// Columns named by -e, a row for each frame.
        FIELDS,
        /// One array of objects.
        JSON,
        /// An object on each line.
        NDJSON,
        /// The bytes of each packet.
        HEX
    }

    private final WatchTerms watched = new WatchTerms();
    private final FilterOption<Seen> filter;
    private final Options.Value<? extends @Nullable Format> format;
    private final Options.Value<Boolean> verbose;
    private final Options.Value<Boolean> hex;
    private final Options.Value<Boolean> explain;
    private final ColumnOptions<Seen> columns;
    private final PayloadOption payload;
    private final Options.Value<@Nullable String> time;
    private final PortOption ports;
    private final Options.Value<@Nullable String> version;
    private final ColorOption color;

    public ViewOptions(Options options) {
        this(options, options, options, options.choice("-T", Format.SUMMARY, "How to print."));
    }

    /// Those of a command that shows traffic which is MQTT on any port.
    public static ViewOptions ofTraffic(Options options) {
        Options.Value<Format> format = options.choice("-T", Format.SUMMARY, "How to print.");
        return new ViewOptions(options, options, new Options(), format);
    }

    /// Those of a command that may show packets beside its own work: with the option `name`, if that is given, and in
    /// the form that it names.
    public static ViewOptions beside(Options options, String name, String meaning) {
        List<Format> forms = List.of(Format.SUMMARY, Format.TREE, Format.NDJSON, Format.HEX);
        Options rest = new Options();
        return new ViewOptions(options, rest, rest, options.optionalChoice(name, forms, Format.SUMMARY, meaning));
    }

    /// @param rest where the options go that are for captures alone: those nobody reads stay as they are
    /// @param ofPorts where the option goes that says which ports are MQTT's
    private ViewOptions(
            Options options, Options rest, Options ofPorts, Options.Value<? extends @Nullable Format> format) {
        Catalogue<Seen> terms = watched.ofCaptures();
        this.format = format;
        filter = new FilterOption<>(options, terms);
        verbose = rest.flag("-V", "Show every field; the same as -T tree.");
        hex = rest.flag("-x", "Show the bytes of each packet too.");
        explain = rest.flag("--explain", "Say what each field is for, and where the standard defines it.");
        columns = new ColumnOptions<>(rest, terms);
        payload = new PayloadOption(options);
        time = options.text("-t", "r|a|ad|u|ud|d|dd|e", "What the time in a summary counts from.");
        ports = new PortOption(ofPorts);
        version = rest.text(
                "--mqtt-version", "VERSION", "Read packets as 3.1, 3.1.1 or 5.0, whatever they say themselves.");
        color = new ColorOption(options);
    }

    /// Whether packets are to be shown at all.
    public boolean isWanted() {
        return format.get() != null;
    }

    /// Whether it was said which packets, or how.
    public boolean isNarrowed() {
        return filter.isGiven() || payload.isGiven() || time.get() != null;
    }

    private @Nullable Version version() {
        return VersionOption.parse(version.get());
    }

    public PortRules portRules() {
        return ports.rules();
    }

    /// What is to be dissected, as the options say.
    ///
    /// @param quiet whether nothing is to be shown of it
    /// @param reports what is to be shown in place of packets
    public Dissection dissection(Streams streams, boolean quiet, ReportOptions reports) {
        Account account = reports.wanted();
        Filter<Seen> wanted = filter.filter();
        if (account != null) {
            return new Dissection(version(), wanted, deepest(account.depth()), teller(streams, account));
        }
        View printer = printer(streams);
        return quiet
                ? new Dissection(version(), wanted, Dissection.Depth.ALONE, View.NOTHING)
                : new Dissection(version(), wanted, depth(), printer);
    }

    /// The same where packets are to be shown as they come.
    public Dissection live(Streams streams) {
        Filter<Seen> wanted = filter.filter();
        View printer = printer(streams);
        return Dissection.live(version(), wanted, depth(), printer);
    }

    /// The same, or what is to be shown in place of packets when nothing more comes.
    public Dissection live(Streams streams, ReportOptions reports) {
        return reports.wanted() == null ? live(streams) : dissection(streams, false, reports);
    }

    /// Says, at the end, what the options could not do.
    public void report(Streams streams) {
        filter.report(streams.err());
    }

    /// Columns cost only what they name, summaries are to be quick; what shows all of a packet shows its answer too.
    private Dissection.Depth depth() {
        return deepest(
                switch (wanted()) {
                    case FIELDS, HEX -> Dissection.Depth.ALONE;
                    case SUMMARY -> Dissection.Depth.BEHIND;
                    case TREE, TEXT, JSON, NDJSON -> Dissection.Depth.AHEAD;
                });
    }

    /// At least so deep, and as deep as the terms ask that were named.
    private Dissection.Depth deepest(Dissection.Depth least) {
        return least.or(watched.depth());
    }

    private View teller(Streams streams, Account account) {
        Format wanted = wanted();
        boolean isJson = wanted == Format.JSON || wanted == Format.NDJSON;
        if (!isJson && wanted != Format.SUMMARY || hex.get() || columns.isGiven()) {
            throw new Failure(
                    Status.USAGE,
                    account.option()
                            + " stands in place of packets: of -T it takes json and ndjson, and no -V, -x and -e"
                            + "\nTry 'mqttlab pcap --help'.");
        }
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Page page = new Page(streams.out()::write, paint, streams.terminal().columns());
        return account.view(new Account.Stage(
                streams, page, TimeColumn.parse(time.get()), isJson, wanted == Format.JSON, payload::readerOrAuto));
    }

    private Format wanted() {
        Format given = format.get();
        return verbose.get() ? Format.TREE : given == null ? Format.SUMMARY : given;
    }

    private View printer(Streams streams) {
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Format wanted = wanted();
        if (wanted != Format.FIELDS && columns.isGiven()) {
            throw new Failure(Status.USAGE, "-e is for -T fields\nTry 'mqttlab pcap --help'.");
        }
        TimeColumn times = TimeColumn.parse(time.get());
        PayloadReader payloads = payload.reader();
        return switch (wanted) {
            case SUMMARY -> new SummaryView(streams, paint, times, hex.get(), payloads);
            case TREE, TEXT -> {
                Tree tree = new Tree(paint, explain.get(), hex.get(), payloads);
                yield new TreeView(streams, paint, times, tree, payloads);
            }
            case FIELDS -> new FieldsView(streams, columns.rows());
            case JSON -> new JsonView(streams, true, payloads);
            case NDJSON -> new JsonView(streams, false, payloads);
            case HEX -> new HexView(streams, paint);
        };
    }
}
