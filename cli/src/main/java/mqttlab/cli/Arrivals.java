package mqttlab.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttSink;
import mqttlab.capture.mqtt.StreamEvent;
import org.jspecify.annotations.Nullable;

/// Takes what is found in a capture, and hands it in batches to a [Dissection]: in the same thread as long as there
/// is little, and in one of its own from the second batch on.
final class Arrivals implements MqttSink {

    private static final int BATCH = 256;
    private static final int MOST_BATCHES = 4;

    /// Packets and events in their order.
    private static final class Batch {
        final Step[] steps = new Step[BATCH];
        /// Packets to be filled, by the place where they will stand.
        final Seen[] seen = new Seen[BATCH];
        int size;
        /// Whether somebody waits for what it shows.
        boolean isUrgent;

        Seen next() {
            Seen next = seen[size];
            if (next == null) {
                next = new Seen();
                seen[size] = next;
            }
            return next;
        }
    }

    private final Dissection dissection;
    private final PacketId ids = new PacketId();
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(MOST_BATCHES + 2);
    private final Batch last = new Batch();
    private Batch batch = new Batch();
    private int made = 1;
    private @Nullable Thread worker;
    private volatile @Nullable RuntimeException failure;

    private long firstTime = CapturedFrame.NO_TIME;
    private long time = CapturedFrame.NO_TIME;
    private long timeBefore = CapturedFrame.NO_TIME;

    Arrivals(Dissection dissection) {
        this.dissection = dissection;
    }

    /// Takes note of a frame of the capture, before its packets.
    void frame(CapturedFrame frame) {
        long now = frame.time();
        if (now != CapturedFrame.NO_TIME) {
            if (firstTime == CapturedFrame.NO_TIME) {
                firstTime = now;
                time = now;
            }
            timeBefore = time;
            time = now;
        }
    }

    @Override
    public void packet(MqttPacket packet) {
        makeRoom();
        Seen seen = batch.next();
        seen.take(packet, ids.next(packet.segment().frame().number()));
        seen.frameTimes(firstTime, timeBefore);
        add(seen);
    }

    @Override
    public void event(StreamEvent event) {
        makeRoom();
        add(new Step.Event(event, time));
    }

    private void makeRoom() {
        if (batch.size == BATCH) {
            handOver();
        }
    }

    private void add(Step step) {
        batch.steps[batch.size++] = step;
    }

    /// Has everything shown that has come so far, as the next may take its time.
    void flush() {
        if (worker == null) {
            dissect(batch);
            dissection.flush();
        } else {
            batch.isUrgent = true;
            handOver();
        }
    }

    /// Waits until all is dissected, since nothing more will come.
    void finish() {
        Thread working = worker;
        if (working == null) {
            dissect(batch);
        } else {
            put(full, batch);
            put(full, last);
            join(working);
            rethrow();
        }
        dissection.finish();
    }

    private void dissect(Batch some) {
        int size = some.size;
        // Also where it ends early, since nobody is there to see the rest.
        some.size = 0;
        for (int i = 0; i < size; i++) {
            switch (some.steps[i]) {
                case Seen seen -> some.seen[i] = dissection.packet(seen);
                case Step.Event event -> dissection.event(event);
            }
        }
    }

    private void handOver() {
        rethrow();
        if (worker == null) {
            worker = Thread.ofPlatform().name("dissection").daemon().start(this::work);
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
                    dissect(next);
                    if (next.isUrgent) {
                        dissection.flush();
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
