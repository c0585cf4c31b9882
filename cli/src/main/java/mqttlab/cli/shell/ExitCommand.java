package mqttlab.cli.shell;

import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// `exit`: leaves the shell, or ends its script.
final class ExitCommand implements Command {

    private final Session session;
    private final Options options = new Options();

    ExitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        session.end();
        return Status.OK;
    }
}
