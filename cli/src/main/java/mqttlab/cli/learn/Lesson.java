package mqttlab.cli.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// A stage that somebody is at: packets in, remarks out. A step looks only at what comes when those before it are done.
///
/// Not for several threads at once.
final class Lesson {

    /// What is said at once.
    ///
    /// @param isDone whether a step is done, and not a hint
    record Remark(boolean isDone, String text) {}

    /// How much is said of what comes from outside.
    private static final int LONGEST_VALUE = 60;

    private final Stage stage;
    private final Text text;
    private final List<Step> steps;
    private final Past past;
    private int next;
    private @Nullable String lastHint;

    /// @param isSecure whether a server of ours speaks TLS at this port
    Lesson(Stage stage, IntPredicate isSecure) {
        this.stage = stage;
        this.text = stage.text();
        this.steps = stage.steps().get();
        this.past = new Past(isSecure);
    }

    Stage stage() {
        return stage;
    }

    Text text() {
        return text;
    }

    /// How many steps are done.
    int done() {
        return next;
    }

    boolean isDone() {
        return next == steps.size();
    }

    /// What is told about the step that is to be done now; the last one, if all are.
    Text.Part current() {
        return text.step(steps.get(Math.min(next, steps.size() - 1)).name());
    }

    /// What was said last of something that was nearly it, or null; nothing of steps that are done.
    @Nullable
    String lastHint() {
        return lastHint;
    }

    /// Remembers a packet of before the lesson: a connection that is open, a subscription.
    void recall(Sight sight) {
        past.see(sight);
    }

    /// Looks at the next packet.
    List<Remark> see(Sight sight) {
        past.see(sight);
        List<Remark> remarks = new ArrayList<>();
        if (!isDone()) {
            Step step = steps.get(next);
            switch (step.check().look(sight, past)) {
                case Outcome.Nothing it -> {}
                case Outcome.Done it -> {
                    next++;
                    lastHint = null;
                    remarks.add(new Remark(true, text.step(step.name()).done() + frames(it.frames())));
                }
                case Outcome.Near it -> hint(step, it, remarks);
            }
        }
        return remarks;
    }

    /// The same is not said twice in a row.
    private void hint(Step step, Outcome.Near near, List<Remark> remarks) {
        String hint = text.step(step.name()).hints().get(near.hint());
        if (hint == null) {
            throw new IllegalStateException(stage.name() + ": the text lacks the hint " + near.hint());
        }
        for (int i = 0; i < near.values().size(); i++) {
            hint = hint.replace("{" + i + "}", shown(near.values().get(i)));
        }
        if (!hint.equals(lastHint)) {
            lastHint = hint;
            remarks.add(new Remark(false, hint));
        }
    }

    private static String shown(String value) {
        String whole = value.codePointCount(0, value.length()) <= LONGEST_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE)) + "...";
        return Show.escaped(whole);
    }

    /// " (frame 12)", " (frames 3, 12)"
    private static String frames(List<Long> frames) {
        String numbers = frames.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (frames.size() == 1 ? " (frame " : " (frames ") + numbers + ")";
    }
}
