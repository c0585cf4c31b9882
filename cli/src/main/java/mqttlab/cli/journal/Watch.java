package mqttlab.cli.journal;

import java.util.function.Consumer;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.cli.dissection.Seen;

/// Tells of the packets that a query finds in a journal, as they come, until it is closed.
public final class Watch implements AutoCloseable {

    private final Journal journal;
    private final Search search;
    private final Thread thread;
    private volatile boolean isClosed;

    Watch(Journal journal, Query query, long from, Consumer<? super Seen> found) {
        this.journal = journal;
        this.search = new Search(query, from, seen -> {
            if (!isClosed) {
                found.accept(seen);
            }
        });
        thread = Thread.ofPlatform().name("watch").daemon().start(this::run);
    }

    private void run() {
        long read = 0;
        try {
            while (!isClosed) {
                for (CapturedFrame frame : journal.since(read)) {
                    search.accept(frame);
                    read = frame.number();
                }
                boolean _ = journal.await(read, Long.MAX_VALUE >> 1);
            }
        } catch (InterruptedException e) {
            // It is closed.
        }
    }

    /// Nothing more is told when this has returned; unless it is called by who is being told.
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
