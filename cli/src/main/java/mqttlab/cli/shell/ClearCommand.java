package mqttlab.cli.shell;

import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// `clear`: forgets the journal.
final class ClearCommand implements Command {

    private final Session session;
    private final Options options = new Options();

    ClearCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        session.journal().clear();
        return Status.OK;
    }
}
