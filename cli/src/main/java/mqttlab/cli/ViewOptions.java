package mqttlab.cli;

import java.util.List;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.filter.Filter;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The options of commands that show packets as they come, from files or interfaces: which packets, and how.
final class ViewOptions {

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

    private final FilterOption<Seen> filter;
    private final Options.Value<Format> format;
    private final Options.Value<Boolean> verbose;
    private final Options.Value<Boolean> hex;
    private final Options.Value<Boolean> explain;
    private final ColumnOptions<Seen> columns;
    private final Options.Value<@Nullable String> time;
    private final Options.Value<List<String>> ports;
    private final Options.Value<@Nullable String> version;
    private final ColorOption color;

    ViewOptions(Options options) {
        filter = new FilterOption<>(options, Seen.TERMS);
        format = options.choice("-T", Format.SUMMARY, "How to print.");
        verbose = options.flag("-V", "Show every field; the same as -T tree.");
        hex = options.flag("-x", "Show the bytes of each packet too.");
        explain = options.flag("--explain", "Say what each field is for, and where the standard defines it.");
        columns = new ColumnOptions<>(options, Seen.TERMS);
        time = options.text("-t", "r|a|ad|u|ud|d|dd|e", "What the time in a summary counts from.");
        ports = options.texts("-d", "RULE", "Where MQTT is: tcp.port==17501,mqtt or tcp.port==1883,none.");
        version = options.text(
                "--mqtt-version", "VERSION", "Read packets as 3.1, 3.1.1 or 5.0, whatever they say themselves.");
        color = new ColorOption(options);
    }

    @Nullable
    Version version() {
        return VersionOption.parse(version.get());
    }

    PortRules portRules() {
        PortRules rules = new PortRules();
        for (String rule : ports.get()) {
            try {
                rules.add(rule);
            } catch (IllegalArgumentException e) {
                throw new Failure(Main.USAGE, "-d: " + e.getMessage());
            }
        }
        return rules;
    }

    @Nullable
    Filter<Seen> filter() {
        return filter.filter();
    }

    View printer(Streams streams) {
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Format wanted = verbose.get() ? Format.TREE : format.get();
        if (wanted != Format.FIELDS && columns.isGiven()) {
            throw new Failure(Main.USAGE, "-e is for -T fields\nTry 'mqttlab pcap --help'.");
        }
        TimeColumn times = TimeColumn.parse(time.get());
        return switch (wanted) {
            case SUMMARY -> new SummaryView(streams, paint, times, hex.get());
            case TREE, TEXT -> new TreeView(streams, paint, times, new Tree(paint, explain.get(), hex.get()));
            case FIELDS -> new FieldsView(streams, columns.rows());
            case JSON -> new JsonView(streams, true);
            case NDJSON -> new JsonView(streams, false);
            case HEX -> new HexView(streams, paint);
        };
    }
}
