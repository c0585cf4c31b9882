package mqttlab.cli.conform;

import mqttlab.cli.text.Page;
import mqttlab.conform.Account;
import mqttlab.conform.Outcome;
import mqttlab.conform.Result;
import mqttlab.conform.Verdict;
import mqttlab.packet.TextBuffer;

/// Verdicts for people: the conversations that failed, a line for each statement, and the sum.
final class TextReport {

    private static final int VERSION = 7;
    private static final int NUMBER = 15;
    private static final int STATE = 16;

    private final Page page;
    private final boolean isVerbose;
    private final TextBuffer line = new TextBuffer();

    /// @param isVerbose whether all conversations are shown
    TextReport(Page page, boolean isVerbose) {
        this.page = page;
        this.isVerbose = isVerbose;
    }

    void print(Tally tally) {
        for (Verdict verdict : tally.verdicts()) {
            print(verdict);
        }
        for (Result result : tally.results()) {
            if (isVerbose || result.outcome() instanceof Outcome.Failed) {
                print(result);
            }
        }
        page.gap();
        page.print(line.add(sum(tally)).add('\n'));
    }

    private void print(Verdict verdict) {
        cell(verdict.version().number(), VERSION);
        cell(verdict.statement().id(), NUMBER);
        boolean isAlarm = verdict.state() == Verdict.State.FAILED;
        if (isAlarm) {
            page.paint().red(line);
        }
        line.add(verdict.state().toString());
        if (isAlarm) {
            page.paint().end(line);
        }
        line.spaces(STATE - verdict.state().toString().length());
        String summary = verdict.statement().summary();
        line.add(verdict.why().isEmpty() ? summary : verdict.why());
        page.print(line.add('\n'));
    }

    private void cell(String text, int width) {
        line.add(text).spaces(Math.max(1, width - text.length()));
    }

    private void print(Result result) {
        page.gap();
        String state = switch (result.outcome()) {
            case Outcome.Passed it -> "passed";
            case Outcome.Failed it -> "FAILED";
            case Outcome.Skipped it -> "skipped";
        };
        String version = result.version().number();
        page.heading(state + "  " + result.scenario().title() + "  ("
                + result.scenario().place() + ", " + version + ")");
        page.print(line.add("    ")
                .add(String.join(", ", result.scenario().proves(result.version())))
                .add('\n'));
        for (String each : Account.of(result)) {
            page.print(line.add("    ").add(each).add('\n'));
        }
    }

    private static String sum(Tally tally) {
        StringBuilder sum = new StringBuilder();
        sum.append(tally.results().size()).append(" conversations in ");
        sum.append(Math.round(tally.nanos() / 1e8) / 10.0).append(" s; statements:");
        String comma = " ";
        for (Verdict.State state : Verdict.State.values()) {
            if (tally.count(state) > 0) {
                sum.append(comma).append(tally.count(state)).append(' ').append(state);
                comma = ", ";
            }
        }
        return sum.toString();
    }
}
