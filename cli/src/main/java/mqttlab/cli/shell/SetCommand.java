package mqttlab.cli.shell;

import java.io.IOException;
import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// `set`: changes a field of the packet that is made by hand, also to what the standard forbids.
final class SetCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<List<String>> words = options.parameters(
            "FIELD = VALUE", "The field's name in filters, and a number, a text, or hex:00ff: mqtt.qos = 3.");

    SetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String text = String.join(" ", words.get());
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new Failure(Status.USAGE, "set: say which field, and what it is to be: set mqtt.qos = 3");
        }
        Draft draft = session.draft();
        draft.set(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
        return session.show(streams, draft);
    }
}
