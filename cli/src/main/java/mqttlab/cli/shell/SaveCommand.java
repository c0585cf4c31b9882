package mqttlab.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// `save`: writes the journal to a file.
final class SaveCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> file = options.parameter("FILE.pcapng", "Where to.");

    SaveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String name = file.get();
        if (name == null) {
            throw new Failure(Status.USAGE, "save: say where to: save trace.pcapng");
        }
        long forgotten = session.journal().forgotten();
        long frames = session.journal().save(Path.of(name));
        streams.out()
                .println(frames + (frames == 1 ? " frame" : " frames") + " in " + name
                        + (forgotten == 0 ? "" : "; the first " + forgotten + " were forgotten before"));
        return Status.OK;
    }
}
