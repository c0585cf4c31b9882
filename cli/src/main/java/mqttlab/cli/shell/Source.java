package mqttlab.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import mqttlab.capture.file.CaptureException;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.journal.Frames;
import mqttlab.cli.journal.Journal;
import org.jspecify.annotations.Nullable;

/// What a shell looks at: frames, and where they come from.
///
/// @param file null for the journal
/// @param isMqtt whether all that is there is known to be MQTT, whatever the ports
record Source(@Nullable Path file, Frames frames, boolean isMqtt) {

    static Source of(Journal journal) {
        return new Source(null, journal, true);
    }

    static Source of(Path file) {
        return new Source(file, sink -> read(file, sink), false);
    }

    private static void read(Path file, Consumer<? super CapturedFrame> sink) throws IOException {
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                sink.accept(reader.frame());
            }
        } catch (CaptureException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
