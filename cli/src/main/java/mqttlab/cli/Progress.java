package mqttlab.cli;

import java.io.PrintStream;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// A bar on standard error while a large file is read, where that is a terminal.
final class Progress {

    private static final long SMALL = 16L << 20;
    private static final long STEP = 4L << 20;
    private static final int WIDTH = 40;

    private final @Nullable PrintStream err;
    private final long total;
    private long next = SMALL;
    private boolean isShown;

    private Progress(@Nullable PrintStream err, long total) {
        this.err = err;
        this.total = total;
    }

    /// @param total the length of what is read, or -1 where it is not known
    static Progress of(Streams streams, long total) {
        // What scrolls by shows progress enough.
        boolean isWanted = streams.terminal().progress() && !streams.terminal().isPresent() && total > SMALL;
        return new Progress(isWanted ? streams.err() : null, total);
    }

    void at(long read) {
        if (read >= next && err != null) {
            next = read + STEP;
            show(read);
        }
    }

    private void show(long read) {
        int filled = (int) (WIDTH * read / total);
        StringBuilder bar = new StringBuilder("\r[");
        for (int i = 0; i < WIDTH; i++) {
            bar.append(i < filled ? '#' : '.');
        }
        bar.append("] ").append(100 * read / total).append(" %");
        if (err != null) {
            err.print(bar);
            isShown = true;
        }
    }

    void end() {
        if (isShown && err != null) {
            err.print("\r\u001b[K");
        }
    }
}
