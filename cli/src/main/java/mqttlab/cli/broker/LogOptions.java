package mqttlab.cli.broker;

import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// The options that say what is told of a broker, and how.
final class LogOptions {

    private enum Form {
        TEXT,
        JSON
    }

    private final Options.Value<@Nullable Form> form;
    private final Options.Value<Boolean> quiet;

    LogOptions(Options options) {
        form = options.choiceIfGiven(
                "--log",
                Form.class,
                "What happens, as text or as an object of JSON in each line."
                        + " Where --tap shows packets, only if asked for, and on standard error.");
        quiet = options.flag("--quiet", "Say nothing but what goes wrong, on standard error.");
    }

    /// Begins to tell.
    ///
    /// @param isTapped whether standard output is for packets
    EventLog open(Streams streams, boolean isTapped) {
        Form given = form.get();
        EventForm lines = given == Form.JSON
                ? new JsonForm()
                : new TextForm(streams.interrupt().how());
        boolean isAside = quiet.get() || isTapped;
        boolean isWhole = !quiet.get() && (!isTapped || given != null);
        Output out = isAside ? new Output(streams.err()) : streams.out();
        return new EventLog(out, streams.err(), lines, isWhole, !quiet.get());
    }
}
