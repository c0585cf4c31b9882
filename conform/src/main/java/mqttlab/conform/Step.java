package mqttlab.conform;

import java.time.Duration;
import java.util.List;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// One line of a conversation, with the lines that continue it.
sealed interface Step {

    /// Its line in the file, from 1.
    int line();

    /// The line as it is written.
    String text();

    /// The one version that it is for, or null.
    @Nullable
    Version only();

    /// A client sends a packet.
    ///
    /// @param times how often, as a text for [Names]; `{n}` counts
    record Send(int line, String text, @Nullable Version only, String client, Message message, String times)
            implements Step {}

    /// The server is to send what one of the alternatives says.
    ///
    /// @param optional packets that may come too, now or later
    /// @param within how long it may take; null for as long as anything may
    /// @param times how often, as a text for [Names]
    record Expect(
            int line,
            String text,
            @Nullable Version only,
            String client,
            List<List<Answer>> alternatives,
            List<Extra> optional,
            @Nullable Duration within,
            String times)
            implements Step {}

    /// What may come too.
    ///
    /// @param isEvery whether it may come more than once
    record Extra(Answer answer, boolean isEvery) {}

    /// A client ends its connection without a packet.
    ///
    /// @param isReset whether it breaks it off
    record End(int line, String text, @Nullable Version only, String client, boolean isReset) implements Step {}

    /// Time passes.
    record Pause(int line, String text, @Nullable Version only, Duration time) implements Step {}
}
