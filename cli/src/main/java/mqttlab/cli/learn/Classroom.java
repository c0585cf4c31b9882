package mqttlab.cli.learn;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.journal.Journal;
import mqttlab.cli.journal.Query;
import mqttlab.cli.journal.Watch;
import mqttlab.cli.shell.Jobs;
import mqttlab.cli.shell.Shell;
import org.jspecify.annotations.Nullable;

/// Where a lesson takes place: a shell, with its journal. It lasts as long as the shell does.
///
/// Any thread may call.
public final class Classroom implements AutoCloseable {

    private final Journal journal;
    private final Consumer<String> speaker;
    private final IntPredicate isSecure;
    private final Progress progress;
    private @Nullable Lesson lesson;
    private @Nullable Watch watch;

    /// That of a shell, for its user.
    public static Classroom of(Shell shell) {
        return new Classroom(shell.journal(), shell::print, port -> isSecure(shell.jobs(), port), Progress.ofUser());
    }

    /// Whether a server among the jobs speaks TLS at this port.
    private static boolean isSecure(Jobs jobs, int port) {
        return jobs.all().stream()
                .flatMap(job -> job.uris().stream())
                .map(URI::create)
                .anyMatch(uri -> uri.getPort() == port
                        && (uri.getScheme().equals("mqtts") || uri.getScheme().equals("wss")));
    }

    /// @param speaker shows a line at once, above the prompt
    /// @param isSecure whether a server of the shell speaks TLS at this port
    Classroom(Journal journal, Consumer<String> speaker, IntPredicate isSecure, Progress progress) {
        this.journal = journal;
        this.speaker = speaker;
        this.isSecure = isSecure;
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    /// The lesson that is on, or null.
    synchronized @Nullable Lesson lesson() {
        return lesson;
    }

    /// Begins a lesson, in place of the one that was on. It sees what is sent from now on, and knows the connections
    /// that
    /// are open.
    void begin(Stage stage) {
        close();
        Lesson begun = new Lesson(stage, isSecure);
        long from = journal.end();
        synchronized (this) {
            lesson = begun;
            watch = journal.watch(Query.of(""), 0, seen -> see(begun, seen, seen.id() >= from));
        }
    }

    private void see(Lesson begun, Seen seen, boolean isNew) {
        Sight sight = Sight.of(seen);
        synchronized (this) {
            if (lesson != begun) {
                return;
            }
            if (!isNew) {
                begun.recall(sight);
                return;
            }
            boolean wasDone = begun.isDone();
            for (Lesson.Remark remark : begun.see(sight)) {
                speaker.accept((remark.isDone() ? "✓ " : "· ") + remark.text());
            }
            if (begun.isDone() && !wasDone) {
                finish(begun);
            }
        }
    }

    private void finish(Lesson finished) {
        try {
            progress.add(finished.stage().name(), Instant.now());
        } catch (IOException e) {
            speaker.accept("mqttlab: progress cannot be kept: " + e.getMessage());
        }
        boolean isLast = finished.stage().number() == Stages.all().size();
        speaker.accept("✓ Stage " + finished.stage().number() + " is done. "
                + (isLast ? "That was the last one." : "'learn next' begins the next one."));
    }

    /// Ends the lesson that is on.
    @Override
    public void close() {
        Watch ended;
        synchronized (this) {
            ended = watch;
            watch = null;
            lesson = null;
        }
        if (ended != null) {
            ended.close();
        }
    }
}
