package mqttlab.cli;

import mqttlab.filter.Catalogue;
import mqttlab.filter.Filter;
import mqttlab.filter.FilterException;
import org.jspecify.annotations.Nullable;

/// The option `-Y`, of commands that show packets.
final class FilterOption<S> {

    private final Catalogue<S> catalogue;
    private final Options.Value<@Nullable String> text;

    FilterOption(Options options, Catalogue<S> catalogue) {
        this.catalogue = catalogue;
        text = options.text(
                "-Y", "FILTER", "Show the packets that match, such as 'mqtt.qos > 0 && mqtt.topic contains \"temp\"'.");
    }

    /// The filter, or null where all packets are to be shown.
    @Nullable
    Filter<S> filter() {
        String given = text.get();
        if (given == null) {
            return null;
        }
        try {
            return Filter.compile(given, catalogue);
        } catch (FilterException e) {
            throw new Failure(Main.USAGE, "-Y: " + e.getMessage() + "\n" + e.marked());
        }
    }
}
