package mqttlab.cli.view;

import java.util.function.Supplier;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.View;
import mqttlab.cli.text.Page;
import org.jspecify.annotations.Nullable;

/// What is shown in place of packets: a report about all, or the story of some.
interface Account {

    /// Where it is shown, and how.
    ///
    /// @param isJson whether it is for programs
    /// @param isArray whether JSON that comes in many objects is one array; else each is a line
    /// @param reader makes what decodes payloads, for those that show them
    record Stage(
            Streams streams,
            Page page,
            TimeColumn times,
            boolean isJson,
            boolean isArray,
            Supplier<@Nullable PayloadReader> reader) {

        /// What decodes payloads, or null where nothing is to.
        @Nullable
        PayloadReader payloads() {
            return reader.get();
        }
    }

    /// The option that asks for it.
    String option();

    /// How deep packets have to be looked into for it.
    Dissection.Depth depth();

    View view(Stage stage);
}
