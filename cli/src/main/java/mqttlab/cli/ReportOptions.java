package mqttlab.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of commands that report about all packets together.
final class ReportOptions {

    private final List<Options.Value<Boolean>> flags = new ArrayList<>();

    ReportOptions(Options options) {
        for (Report report : Report.values()) {
            flags.add(options.flag(report.option(), report.meaning()));
        }
    }

    /// The report that was asked for, or null where packets are to be shown.
    @Nullable
    Report wanted() {
        Report wanted = null;
        for (Report report : Report.values()) {
            if (flags.get(report.ordinal()).get()) {
                if (wanted != null) {
                    throw new Failure(Main.USAGE, wanted.option() + " and " + report.option() + ": one at a time");
                }
                wanted = report;
            }
        }
        return wanted;
    }
}
