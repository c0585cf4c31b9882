package mqttlab.cli.journal;

import java.io.IOException;
import java.util.function.Consumer;
import mqttlab.capture.file.CapturedFrame;

/// Frames that can be read again and again: of a journal or of a file.
@FunctionalInterface
public interface Frames {

    /// Gives the frames that are there, from the first to the last.
    ///
    /// @param sink is lent each
    void read(Consumer<? super CapturedFrame> sink) throws IOException;
}
