package mqttlab.cli.shell;

import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// `use`: which server is meant where none is named.
final class UseCommand implements Command {

    private static final int MQTT_PORT = 1883;

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> name = options.parameter(
            "NAME|HOST[:PORT]|URL", "A broker or relay that runs, or a server elsewhere; left out: says which it is.");

    UseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        String given = name.get();
        if (given != null) {
            Job job = session.jobs().find(given);
            if (job != null && job.uris().isEmpty()) {
                throw new Failure(Status.FAILED, "use: " + given + " is no server: '" + job.line() + "'");
            }
            session.use(given, job != null ? job.uris().getFirst() : uri(given));
        }
        String server = session.server();
        streams.out().println(server == null ? "mqtt://localhost:" + MQTT_PORT + ", as none is named" : server);
        return Status.OK;
    }

    /// "mqtt://localhost:1883" of "localhost".
    static String uri(String given) {
        if (given.contains("://")) {
            return given;
        }
        boolean isPort = given.matches(".*[^:]:[0-9]+")
                && (given.indexOf(':') == given.lastIndexOf(':') || given.contains("]:"));
        return "mqtt://" + (isPort ? given : given + ":" + MQTT_PORT);
    }
}
