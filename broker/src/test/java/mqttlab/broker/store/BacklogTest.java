package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.broker.hub.Change;
import mqttlab.packet.Subscribe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How much is on its way to the file.
@Timeout(60)
class BacklogTest {

    private static final String LONG = "x".repeat(0xffff);

    private static Backlog.Write write(Change... changes) {
        return new Backlog.Write(List.of(changes), () -> {}, _ -> {});
    }

    /// With a Client Identifier, a filter, a topic or identifiers as long as they may be.
    static Stream<Change> longOnes() {
        int[] none = {};
        return Stream.of(
                new Change.SessionKept(LONG, null, 0, 0),
                new Change.SessionKept("a", LONG, 0, 0),
                new Change.SessionEnded(LONG),
                new Change.Subscribed(LONG, new Subscribe.Request("t", 0), 0),
                new Change.Subscribed("a", new Subscribe.Request(LONG, 0), 0),
                new Change.Unsubscribed(LONG, "t"),
                new Change.Unsubscribed("a", LONG),
                new Change.MessageKept(1, Kept.message(LONG)),
                new Change.Retained(LONG, 1),
                new Change.RetainedRemoved(LONG),
                new Change.Queued(LONG, 1, 1, 1, false, none, 0),
                new Change.Queued("a", 1, 1, 1, false, new int[0x4000], 0),
                new Change.Sent(LONG, 1, 1),
                new Change.Released(LONG, 1),
                new Change.Delivered(LONG, 1),
                new Change.Received(LONG, 1),
                new Change.Completed(LONG, 1),
                new Change.WillKept(LONG, null, Kept.message("m"), 0, 0),
                new Change.WillKept("a", LONG, Kept.message("m"), 0, 0),
                new Change.WillDropped(LONG));
    }

    /// What is short waits until what is long is written, or nothing is taken any more.
    @ParameterizedTest(name = "{index}")
    @MethodSource("longOnes")
    void whatIsLongCounts(Change change) throws Exception {
        Backlog backlog = new Backlog(0xffff);
        backlog.add(write(change));
        CountDownLatch isAdded = new CountDownLatch(1);
        Thread adding = Thread.ofVirtual().start(() -> {
            backlog.add(write(new Change.MessageDropped(1)));
            isAdded.countDown();
        });
        while (adding.getState() != Thread.State.WAITING) {
            assertEquals(1, isAdded.getCount());
            Thread.onSpinWait();
        }
        backlog.take(Backlog.FOR_EVER);
        // It counts until the next are asked for.
        assertEquals(0, backlog.take(0).size());
        isAdded.await();
        assertEquals(1, backlog.take(Backlog.FOR_EVER).size());
    }

    @Test
    void nothingIsAddedBehindTheEnd() {
        Backlog backlog = new Backlog(1);
        backlog.close();
        assertFalse(backlog.add(write(new Change.MessageDropped(1))));
    }
}
