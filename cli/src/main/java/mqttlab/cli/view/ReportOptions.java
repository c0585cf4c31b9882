package mqttlab.cli.view;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import org.jspecify.annotations.Nullable;

/// The options of commands that show something in place of packets.
public final class ReportOptions {

    private final List<Options.Value<Boolean>> flags = new ArrayList<>();
    private final StoryOptions stories;

    public ReportOptions(Options options) {
        for (Report report : Report.values()) {
            flags.add(options.flag(report.option(), report.meaning()));
        }
        stories = new StoryOptions(options);
    }

    /// The file that an option has taken for its own value, or null.
    public @Nullable String giveBack() {
        return stories.giveBack();
    }

    /// What was asked for, or null where packets are to be shown.
    @Nullable
    Account wanted() {
        List<Account> wanted = stories.given();
        for (Report report : Report.values()) {
            if (flags.get(report.ordinal()).get()) {
                wanted.add(report);
            }
        }
        if (wanted.size() > 1) {
            throw new Failure(
                    Status.USAGE,
                    wanted.get(0).option() + " and " + wanted.get(1).option() + ": one at a time");
        }
        return wanted.isEmpty() ? null : wanted.getFirst();
    }
}
