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
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.cli.text.Paragraph.Ink;
import mqttlab.dissector.Paint;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// Where a lesson takes place: a shell, with its journal. It lasts as long as the shell does.
///
/// Any thread may call.
public final class Classroom implements AutoCloseable {

    private final Journal journal;
    private final Consumer<String> speaker;
    private final IntPredicate isSecure;
    private final Progress progress;
    private Paint paint = Paint.PLAIN;
    private int columns;
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

    /// @param speaker shows some lines at once, above the prompt
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
    /// that are open.
    ///
    /// @param paint and `columns` of the terminal, for what is said meanwhile
    void begin(Stage stage, Paint paint, int columns) {
        close();
        Lesson begun = new Lesson(stage, isSecure);
        long from = journal.end();
        synchronized (this) {
            this.paint = paint;
            this.columns = columns;
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
                say(remark.isDone() ? "✓ " : "· ", remark.text(), remark.isDone() ? Ink.BOLD : Ink.PLAIN);
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
            say("", "mqttlab: progress cannot be kept: " + e.getMessage(), Ink.PLAIN);
        }
        boolean isLast = finished.stage().number() == Stages.all().size();
        String next = isLast ? "That was the last one." : "'learn next' begins the next one.";
        say("✓ ", "Stage " + finished.stage().number() + " is done. " + next, Ink.BOLD);
    }

    private void say(String mark, String text, Ink ink) {
        TextBuffer lines = new TextBuffer();
        Page page = new Page((bytes, from, count) -> lines.addAll(bytes, from, from + count), paint, columns);
        new Paragraph(page).print(mark, text, ink);
        speaker.accept(lines.toString().stripTrailing());
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
