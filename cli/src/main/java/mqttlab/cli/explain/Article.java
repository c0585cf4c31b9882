package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said about one thing. Texts may hold what comes from outside: whoever prints them escapes them.
///
/// @param title what it is called, and what it is: "0x87 Not authorized, reason code of MQTT 5.0"
/// @param ask what to ask for to get this one alone: "reason code 0x87"
/// @param lead the sentences that matter most
/// @param layout how its bytes lie, for a packet
record Article(
        Kind kind,
        String title,
        String ask,
        String lead,
        List<Row> rows,
        @Nullable Layout layout) {

    /// Facts under one name.
    record Row(String label, List<String> texts) {}

    /// An article that is being written.
    static final class Draft {

        private final Kind kind;
        private final String title;
        private final String ask;
        private final String lead;
        private final List<Row> rows = new ArrayList<>();
        private @Nullable Layout layout;

        Draft(Kind kind, String title, String ask, String lead) {
            this.kind = kind;
            this.title = title;
            this.ask = ask;
            this.lead = lead;
        }

        /// Adds facts, unless there are none.
        Draft row(String label, List<String> texts) {
            List<String> given = texts.stream().filter(text -> !text.isEmpty()).toList();
            if (!given.isEmpty()) {
                rows.add(new Row(label, given));
            }
            return this;
        }

        Draft row(String label, String text) {
            return row(label, List.of(text));
        }

        Draft layout(@Nullable Layout layout) {
            this.layout = layout;
            return this;
        }

        Article done() {
            return new Article(kind, title, ask, lead, List.copyOf(rows), layout);
        }
    }
}
