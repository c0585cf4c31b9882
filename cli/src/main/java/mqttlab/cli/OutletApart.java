package mqttlab.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import mqttlab.filter.Filter;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;

/// An outlet that shows what comes in batches: the first in the same thread, and the others in one of its own.
final class OutletApart extends Outlet {

    private static final int BATCH = 256;
    private static final int MOST_BATCHES = 4;

    /// What is to be shown, in its order; behind that, what was shown before and may be used again.
    private static final class Batch {
        final @Nullable Step[] steps = new Step[BATCH];
        int size;
        /// Whether somebody waits for what it shows.
        boolean isUrgent;
    }

    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(MOST_BATCHES + 2);
    private final Batch last = new Batch();
    private Batch batch = new Batch();
    private int made = 1;
    private @Nullable Thread worker;
    private volatile @Nullable RuntimeException failure;

    OutletApart(@Nullable Filter<Seen> filter, View view) {
        super(filter, view);
    }

    @Override
    Seen packet(Seen seen) {
        return add(seen) instanceof Seen free ? free : new Seen();
    }

    @Override
    void event(Step.Event event) {
        add(event);
    }

    @Override
    void finding(Watched connection, Finding finding) {
        add(new Step.Late(connection, finding));
    }

    /// Returns what stood in its place, and was shown.
    private @Nullable Step add(Step step) {
        if (batch.size == BATCH) {
            handOver();
        }
        Step shown = batch.steps[batch.size];
        batch.steps[batch.size++] = step;
        return shown;
    }

    @Override
    void flush() {
        if (worker == null) {
            show(batch);
            super.flush();
        } else {
            batch.isUrgent = true;
            handOver();
        }
    }

    @Override
    void finish() {
        Thread working = worker;
        if (working == null) {
            show(batch);
        } else {
            put(full, batch);
            put(full, last);
            join(working);
            rethrow();
        }
        super.finish();
    }

    private void show(Batch some) {
        int size = some.size;
        // Also where it ends early, since nobody is there to see the rest.
        some.size = 0;
        for (int i = 0; i < size; i++) {
            Step step = some.steps[i];
            if (step != null) {
                show(step);
            }
        }
    }

    private void handOver() {
        rethrow();
        if (worker == null) {
            worker = Thread.ofPlatform().name("view").daemon().start(this::work);
        }
        put(full, batch);
        Batch free = empty.poll();
        if (free == null) {
            free = made++ <= MOST_BATCHES ? new Batch() : take(empty);
        }
        batch = free;
    }

    /// After a failure all that comes is dropped, so that nobody waits.
    private void work() {
        for (Batch next = take(full); next != last; next = take(full)) {
            if (failure == null) {
                try {
                    show(next);
                    if (next.isUrgent) {
                        super.flush();
                    }
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            next.size = 0;
            next.isUrgent = false;
            put(empty, next);
        }
    }

    private void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private static void put(BlockingQueue<Batch> queue, Batch batch) {
        try {
            queue.put(batch);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Batch take(BlockingQueue<Batch> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
