package mqttlab.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// `stop`: ends what runs beside the prompt.
final class StopCommand implements Command {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<List<String>> names =
            options.parameters("NAME|all", "What to stop, by the names that 'jobs' lists.");

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        for (String name : names.get()) {
            if (name.equals("all")) {
                session.jobs().stopAll();
                continue;
            }
            Job job = session.jobs().find(name);
            if (job == null) {
                throw new Failure(Status.FAILED, "stop: nothing that runs is called '" + name + "'; " + known());
            }
            if (!job.stop()) {
                throw new Failure(Status.FAILED, "stop: " + name + " does not end; it was asked to");
            }
        }
        return Status.OK;
    }

    private String known() {
        List<Job> all = session.jobs().all();
        return all.isEmpty()
                ? "nothing runs"
                : "there is " + all.stream().map(Job::name).collect(Collectors.joining(", "));
    }
}
