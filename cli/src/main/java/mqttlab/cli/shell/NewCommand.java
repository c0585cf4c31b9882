package mqttlab.cli.shell;

import java.io.IOException;
import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.option.VersionOption;
import mqttlab.conform.HandMade;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `new`: begins a packet by hand.
final class NewCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<List<String>> words =
            options.parameters("PACKET", "PUBLISH topic=a/b qos=1 payload=hello, or bytes: 30 .. [a/b] 00 \"hello\".");
    private final Options.Value<@Nullable String> version =
            options.text("--mqtt-version", "VERSION", "3.1, 3.1.1 or 5.0; 5.0 if not given.");

    NewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        Version said = VersionOption.parse(version.get());
        Version wanted = said == null ? Version.V5 : said;
        try {
            Draft draft = Draft.of(HandMade.bytes(words.get(), wanted), wanted);
            session.draft(draft);
            return session.show(streams, draft);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Status.FAILED, "new: " + e.getMessage() + "\nWhat breaks a rule is made by 'set', afterwards.");
        }
    }
}
