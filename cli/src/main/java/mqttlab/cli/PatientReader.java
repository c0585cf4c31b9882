package mqttlab.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.dissection.Seen;

/// Steps through a capture, which may come through a pipe as it is made: all that was read is shown before the next
/// frame takes its time, and what would rather wait for later packets waits no longer than [#PATIENCE].
final class PatientReader {

    /// In nanoseconds: too short to be noticed by who looks on, and long enough for a file to come through a pipe.
    private static final long PATIENCE = 500_000_000;

    private final CaptureReader reader;
    private final Arrivals arrivals;
    private final long patience;
    private long waiting = Seen.NONE;
    private long since;

    PatientReader(CaptureReader reader, Arrivals arrivals) {
        this(reader, arrivals, PATIENCE);
    }

    /// @param patience in nanoseconds; a tenth of it is what the end of a pipe may take to be seen
    PatientReader(CaptureReader reader, Arrivals arrivals, long patience) {
        this.reader = reader;
        this.arrivals = arrivals;
        this.patience = patience;
    }

    /// Goes on to the next frame, as [CaptureReader#next] does.
    boolean next() throws IOException {
        if (waiting != arrivals.waiting()) {
            waiting = arrivals.waiting();
            since = System.nanoTime();
        }
        if (reader.isDrained()) {
            arrivals.flush();
            if (waiting != Seen.NONE) {
                await();
            }
        }
        return reader.next();
    }

    /// Another thread reads ahead, as nothing else tells a pipe that is quiet from its end.
    private void await() throws IOException {
        Thread ahead = Thread.ofPlatform().name("ahead").daemon().start(reader::readAhead);
        try {
            long left = since + patience - System.nanoTime();
            boolean isQuiet = !ahead.join(Duration.ofNanos(Math.max(patience / 10, left)));
            if (isQuiet || left < 0 && !reader.isDrained()) {
                arrivals.showWaiting();
            }
            ahead.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
