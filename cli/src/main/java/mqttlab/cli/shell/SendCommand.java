package mqttlab.cli.shell;

import java.io.IOException;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// `send`: sends the packet that is made by hand, over a raw connection, which is opened where there is none.
final class SendCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> to = options.text(
            "--to", "HOST[:PORT]", "Over a raw connection to this server; over the last one if not given.");

    SendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        byte[] bytes = session.draft().bytes();
        String server = to.get() == null ? null : RawCommand.name(to.get());
        RawConnection open = session.connection(server);
        if (open == null) {
            int status = session.run(server == null ? "raw &" : "raw " + server + " &");
            open = status == Status.OK ? session.connection(server) : null;
        }
        if (open == null) {
            return Status.FAILED;
        }
        open.send(bytes);
        return Status.OK;
    }
}
