package mqttlab.cli.shell;

import java.util.concurrent.TimeUnit;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// `sleep`: does nothing for some time.
final class SleepCommand implements Command {

    private final Options options = new Options();
    private final Options.Value<@Nullable String> time = options.parameter("TIME", "How long: 5 or 5s, 0.5, 200ms.");

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        String text = time.get();
        if (text == null) {
            throw new Failure(Status.USAGE, "sleep: say how long: sleep 5");
        }
        try {
            TimeUnit.NANOSECONDS.sleep(Waiting.parse(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Status.OK;
    }
}
