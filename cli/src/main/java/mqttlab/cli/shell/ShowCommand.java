package mqttlab.cli.shell;

import java.io.IOException;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;

/// `show`: the packet that is made by hand.
final class ShowCommand implements Command {

    private final Session session;
    private final Options options = new Options();

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        return session.show(streams, session.draft());
    }
}
