package mqttlab.cli.broker;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import mqttlab.broker.hub.BrokerEvent;
import org.jspecify.annotations.Nullable;

/// The time of day, and the event in words.
final class TextForm implements EventForm {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final String how;

    /// @param how what the user does to stop it: "Ctrl-C"
    TextForm(String how) {
        this.how = how;
    }

    @Override
    public @Nullable String event(BrokerEvent event) {
        String line = EventText.of(event);
        return line == null ? null : TIME.format(LocalTime.now(ZoneId.systemDefault())) + ' ' + line;
    }

    @Override
    public String started(List<String> uris, @Nullable String http) {
        String figures = http == null ? "" : ", figures at " + http;
        return "MQTT broker on " + String.join(", ", uris) + figures + ". " + how + " stops it.";
    }

    @Override
    public String leftOut(long lines) {
        return "(" + lines + " lines left out: more than could be printed)";
    }
}
