package mqttlab.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.dissection.Arrivals;

/// Steps through a capture, which may come through a pipe as it is made: all that was read is shown before the next
/// frame takes its time, and what would rather wait for later packets waits no longer than [#PATIENCE].
final class PatientReader {

    /// In nanoseconds: too short to be noticed by who looks on, and long enough for a file to come through a pipe.
    private static final long PATIENCE = 500_000_000;

    private final CaptureReader reader;
    private final Arrivals arrivals;
    private boolean isWaiting;
    private long since;

    PatientReader(CaptureReader reader, Arrivals arrivals) {
        this.reader = reader;
        this.arrivals = arrivals;
    }

    /// Goes on to the next frame, as [CaptureReader#next] does.
    boolean next() throws IOException {
        if (reader.isDrained()) {
            arrivals.flush();
            since = isWaiting ? since : System.nanoTime();
            isWaiting = arrivals.isWaiting();
            if (isWaiting) {
                await();
            }
        }
        return reader.next();
    }

    /// Another thread reads ahead, as nothing else tells a pipe that is quiet from its end.
    private void await() throws IOException {
        Thread ahead = Thread.ofPlatform().name("ahead").daemon().start(reader::readAhead);
        try {
            if (!ahead.join(Duration.ofNanos(since + PATIENCE - System.nanoTime()))) {
                arrivals.showWaiting();
                isWaiting = false;
                ahead.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
