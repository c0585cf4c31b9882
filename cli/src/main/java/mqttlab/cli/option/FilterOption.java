package mqttlab.cli.option;

import java.io.PrintStream;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Filter;
import mqttlab.filter.FilterException;
import org.jspecify.annotations.Nullable;

/// The option `-Y`, of commands that show packets.
public final class FilterOption<S> {

    private final Catalogue<S> catalogue;
    private final Options.Value<@Nullable String> text;
    private @Nullable Filter<S> compiled;

    public FilterOption(Options options, Catalogue<S> catalogue) {
        this.catalogue = catalogue;
        text = options.text(
                "-Y", "FILTER", "Show the packets that match, such as 'mqtt.qos > 0 && mqtt.topic contains \"temp\"'.");
    }

    public boolean isGiven() {
        return text.get() != null;
    }

    /// Says, at the end, for how many values the filter could not be worked out.
    public void report(PrintStream err) {
        long gaveUp = compiled == null ? 0 : compiled.gaveUp();
        if (gaveUp > 0) {
            err.println("mqttlab: -Y: 'matches' would have taken too long for " + gaveUp
                    + (gaveUp == 1 ? " value" : " values") + ", taken not to match");
        }
    }

    /// The filter, always the same, or null where all packets are to be shown.
    public @Nullable Filter<S> filter() {
        String given = text.get();
        if (given == null || compiled != null) {
            return compiled;
        }
        try {
            compiled = Filter.compile(given, catalogue);
            return compiled;
        } catch (FilterException e) {
            throw new Failure(Status.USAGE, "-Y: " + e.getMessage() + "\n" + e.marked());
        }
    }
}
