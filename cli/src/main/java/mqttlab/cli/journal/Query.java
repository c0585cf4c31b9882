package mqttlab.cli.journal;

import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.dissection.Dissection.Depth;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.WatchTerms;
import mqttlab.filter.Filter;
import mqttlab.filter.FilterException;

/// Which packets are looked for, and how deep that is. One search at a time may use it.
///
/// @param filter that packets pass
/// @param depth of what the filter asks for; at least what follows from the packets before, so that those found have
/// their client identifier
public record Query(Filter<Seen> filter, Depth depth) {

    /// Compiles a display filter.
    ///
    /// @throws Failure that shows where it is wrong
    public static Query of(String text) {
        WatchTerms terms = new WatchTerms();
        try {
            Filter<Seen> filter = Filter.compile(text, terms.ofCaptures());
            return new Query(filter, Depth.BEHIND.or(terms.depth()));
        } catch (FilterException e) {
            throw new Failure(Status.USAGE, e.getMessage() + "\n" + e.marked());
        }
    }
}
