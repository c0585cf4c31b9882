package mqttlab.cli.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.cli.text.Paragraph.Ink;
import org.jspecify.annotations.Nullable;

/// What `learn` prints.
final class Handout {

    private final Page page;
    private final Paragraph paragraph;

    Handout(Page page) {
        this.page = page;
        this.paragraph = new Paragraph(page);
    }

    /// The stages, and which of them are done.
    void list(Set<String> done, @Nullable Lesson lesson) {
        for (Stage stage : Stages.all()) {
            boolean isOn = lesson != null && lesson.stage().number() == stage.number();
            String mark = done.contains(stage.name()) ? "✓ " : isOn ? "> " : "  ";
            String number = (stage.number() < 10 ? " " : "") + stage.number();
            paragraph.print(mark + number + "  ", stage.text().title(), isOn ? Ink.BOLD : Ink.PLAIN);
        }
    }

    /// Says how to go on from the list.
    ///
    /// @param isShell whether stages can be done here
    void invite(boolean isShell) {
        page.gap();
        String how = isShell
                ? "'learn 1' begins a stage, 'learn next' the first that is not done."
                : "Stages are done in the shell: type mqttlab, and then learn 1. 'mqttlab learn 1' only prints the"
                        + " text.";
        paragraph.print("", how, Ink.PLAIN);
    }

    /// What a stage tells, and what is to be done first.
    ///
    /// @param isShell whether it can be done here
    void stage(Stage stage, boolean isShell) {
        Text text = stage.text();
        paragraph.print("", stage.number() + ". " + text.title(), Ink.BOLD);
        for (String each : text.paragraphs()) {
            page.gap();
            paragraph.print("", each, Ink.PLAIN);
        }
        page.gap();
        paragraph.print("", "What to do", Ink.BOLD);
        List<Text.Part> parts = new ArrayList<>(text.steps().values());
        for (int i = 0; i < parts.size(); i++) {
            paragraph.print("  " + (i + 1) + "  ", parts.get(i).task(), Ink.PLAIN);
        }
        page.gap();
        String how = isShell
                ? "Each step is noticed when its packets go by. 'learn hint' says what to type, 'learn status' how far"
                        + " you are. 'stop all' ends what still runs from another stage, and frees its ports."
                : "This wants the shell, which watches the packets: type mqttlab, and then learn " + stage.number()
                        + ".";
        paragraph.print("", how, Ink.PLAIN);
    }

    /// What to type for the step that is to be done now, and what was wrong with what was tried last.
    void hint(Lesson lesson) {
        if (lesson.isDone()) {
            paragraph.print("", "All steps of this stage are done.", Ink.PLAIN);
            return;
        }
        String last = lesson.lastHint();
        if (last != null) {
            paragraph.print("· ", last, Ink.PLAIN);
            page.gap();
        }
        Text.Part part = lesson.current();
        paragraph.print("", part.task(), Ink.PLAIN);
        page.gap();
        for (String line : part.lines()) {
            paragraph.print("    ", line, Ink.PLAIN);
        }
    }

    /// How far a lesson is.
    void status(Lesson lesson) {
        paragraph.print("", lesson.stage().number() + ". " + lesson.text().title(), Ink.BOLD);
        int number = 0;
        for (Text.Part part : lesson.text().steps().values()) {
            String mark = number < lesson.done() ? "✓ " : number == lesson.done() ? "> " : "  ";
            paragraph.print(mark + ++number + "  ", part.task(), Ink.PLAIN);
        }
    }

    void stopped(Lesson lesson) {
        paragraph.print(
                "",
                "Stage " + lesson.stage().number() + " is off; 'learn "
                        + lesson.stage().number() + "' begins it again from its first step.",
                Ink.PLAIN);
    }
}
