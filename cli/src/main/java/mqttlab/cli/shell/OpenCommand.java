package mqttlab.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// `open`: has `packets` and the others look at a capture file; without one, at the journal again, which goes on
/// meanwhile.
final class OpenCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> file = options.parameter(
            "FILE", "A capture: pcap or pcapng, also compressed by gzip. Left out: the journal again.");

    OpenCommand(Session session) {
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
            session.look(null);
            return Status.OK;
        }
        Source source = Source.of(Path.of(name));
        long[] frames = new long[1];
        source.frames().read(_ -> frames[0]++);
        session.look(source);
        streams.out()
                .println(frames[0] + (frames[0] == 1 ? " frame" : " frames") + " in " + name
                        + "; 'open' alone goes back to the journal");
        return Status.OK;
    }
}
