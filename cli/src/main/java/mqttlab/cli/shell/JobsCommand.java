package mqttlab.cli.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// `jobs`: what runs beside the prompt.
final class JobsCommand implements Command {

    private static final int NAME = 10, AGE = 9, WHERE = 26;

    private final Session session;
    private final Options options = new Options();

    JobsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        List<Job> all = session.jobs().all();
        if (all.isEmpty()) {
            streams.out()
                    .println("Nothing runs. 'broker start' starts a broker; '&' at the end of a line has it run on.");
        }
        for (Job job : all) {
            StringBuilder row = new StringBuilder();
            add(row, job.name(), NAME);
            add(row, age(Duration.between(job.started(), Instant.now()).toSeconds()), AGE);
            add(row, String.join(", ", job.uris()), WHERE);
            streams.out().println(row.append(job.line()).toString());
        }
        return Status.OK;
    }

    private static void add(StringBuilder row, String text, int width) {
        row.append(text).repeat(" ", Math.max(0, width - text.length())).append("  ");
    }

    private static String age(long seconds) {
        return seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min " + seconds % 60 + " s"
                        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
