package mqttlab.cli.learn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.text.Page;
import mqttlab.dissector.Paint;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// `mqttlab learn`, and `learn` of the shell: the stages, what they tell, and how far one is.
public final class LearnCommand implements Command {

    private final @Nullable Classroom classroom;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> what = options.parameter(
            "STAGE",
            "A stage to begin, by number or name, or next; hint, status or stop, for the one that is on. The list of"
                    + " stages, if not given.");
    private final ColorOption color = new ColorOption(options);

    /// Outside of a shell, where nobody watches: it only tells.
    public LearnCommand() {
        this(null);
    }

    public LearnCommand(@Nullable Classroom classroom) {
        this.classroom = classroom;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Page page = new Page(streams.out()::write, paint, streams.terminal().columns());
        Handout handout = new Handout(page);
        Progress progress = classroom == null ? Progress.ofUser() : classroom.progress();
        Set<String> done = progress.done();
        String wanted = what.get();
        switch (wanted) {
            case null -> {
                handout.list(done, lesson());
                handout.invite(classroom != null);
            }
            case "hint" -> handout.hint(lessonThatIsOn());
            case "status" -> handout.status(lessonThatIsOn());
            case "stop" -> stop(handout, lessonThatIsOn());
            case "next" -> begin(handout, next(done), page);
            default -> begin(handout, find(wanted), page);
        }
        return Status.OK;
    }

    private @Nullable Lesson lesson() {
        return classroom == null ? null : classroom.lesson();
    }

    private Lesson lessonThatIsOn() {
        Lesson lesson = lesson();
        if (lesson == null) {
            throw new Failure(
                    Status.FAILED,
                    classroom == null
                            ? "learn: stages are done in the shell: type mqttlab, and then learn 1"
                            : "learn: no stage is on; learn 1 begins the first");
        }
        return lesson;
    }

    private void stop(Handout handout, Lesson lesson) {
        if (classroom != null) {
            classroom.close();
        }
        handout.stopped(lesson);
    }

    private void begin(Handout handout, Stage stage, Page page) {
        handout.stage(stage, classroom != null);
        if (classroom != null) {
            classroom.begin(stage, page.paint(), page.columns());
        }
    }

    /// The first stage that is not done and comes after the one that is on, or else the first that is not done.
    private Stage next(Set<String> done) {
        Lesson lesson = lesson();
        int after = lesson == null ? 0 : lesson.stage().number();
        List<Stage> open = new ArrayList<>();
        for (Stage stage : Stages.all()) {
            boolean isOpen = !done.contains(stage.name());
            if (isOpen && stage.number() > after) {
                return stage;
            }
            if (isOpen) {
                open.add(stage);
            }
        }
        if (open.isEmpty()) {
            throw new Failure(Status.FAILED, "learn: all stages are done; learn 1 begins the first again");
        }
        return open.getFirst();
    }

    private static Stage find(String wanted) {
        Stage stage = Stages.find(wanted);
        if (stage == null) {
            throw new Failure(
                    Status.USAGE,
                    "learn: expected a stage from 1 to " + Stages.all().size()
                            + ", next, hint, status or stop but was '" + Show.escaped(wanted) + "'");
        }
        return stage;
    }
}
