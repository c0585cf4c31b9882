package mqttlab.conform;

import java.util.List;
import mqttlab.finding.Statement;
import mqttlab.packet.Version;

/// What is known of one statement of the standard after a run.
///
/// @param results of the conversations that show it, and of those in which it was found broken
/// @param why it was not held, or cannot be observed; else ""
public record Verdict(Version version, Statement statement, State state, List<Result> results, String why) {

    /// What is known of a statement.
    public enum State {
        PASSED("passed"),
        FAILED("FAILED"),
        SKIPPED("skipped"),
        NOT_OBSERVABLE("not observable");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// As people read it.
        @Override
        public String toString() {
            return text;
        }
    }
}
