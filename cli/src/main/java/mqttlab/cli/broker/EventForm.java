package mqttlab.cli.broker;

import java.util.List;
import mqttlab.broker.hub.BrokerEvent;
import org.jspecify.annotations.Nullable;

/// How a broker's log is written: each thing that happens is a line.
interface EventForm {

    /// The line, without its end; null for what need not be said.
    @Nullable
    String event(BrokerEvent event);

    /// The broker runs.
    ///
    /// @param uris where it listens
    /// @param http where its figures are, or null
    String started(List<String> uris, @Nullable String http);

    /// So many lines are not there.
    String leftOut(long lines);
}
