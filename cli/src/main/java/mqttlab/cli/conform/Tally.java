package mqttlab.cli.conform;

import java.util.ArrayList;
import java.util.List;
import mqttlab.conform.Outcome;
import mqttlab.conform.Result;
import mqttlab.conform.Verdict;

/// All that came of a run.
///
/// @param nanos how long it took
record Tally(List<Verdict> verdicts, List<Result> results, long nanos) {

    /// The conversations that failed.
    List<Result> failures() {
        List<Result> failures = new ArrayList<>();
        for (Result result : results) {
            if (result.outcome() instanceof Outcome.Failed) {
                failures.add(result);
            }
        }
        return failures;
    }

    int count(Verdict.State state) {
        int count = 0;
        for (Verdict verdict : verdicts) {
            count += verdict.state() == state ? 1 : 0;
        }
        return count;
    }

    boolean isClean() {
        return failures().isEmpty();
    }
}
