package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NetTest {

    private static final Message MESSAGE = Kept.message("m");
    private static final int[] NONE = {};

    private static List<Change> net(Change... changes) {
        return Arrays.stream(Net.of(List.of(changes))).filter(Objects::nonNull).toList();
    }

    @Test
    void aMessageThatWasDeliveredMeanwhileLeavesNothing() {
        assertEquals(
                List.of(),
                net(
                        new Change.MessageKept(1, MESSAGE),
                        new Change.Queued("a", 1, 1, 2, false, NONE, 0),
                        new Change.Queued("b", 1, 1, 1, false, NONE, 0),
                        new Change.Sent("a", 1, 1),
                        new Change.Sent("b", 1, 1),
                        new Change.Released("a", 1),
                        new Change.Delivered("b", 1),
                        new Change.Delivered("a", 1),
                        new Change.MessageDropped(1)));
    }

    @Test
    void whatBeganBeforeEndsInTheFile() {
        Change delivered = new Change.Delivered("a", 1);
        Change dropped = new Change.MessageDropped(1);
        Change completed = new Change.Completed("a", 7);
        assertEquals(
                List.of(delivered, dropped, completed), net(new Change.Sent("a", 1, 1), delivered, dropped, completed));
    }

    /// The file has the identifier until the first of them.
    @Test
    void anIdentifierThatIsUsedAgain() {
        Change completed = new Change.Completed("a", 7);
        assertEquals(
                List.of(completed),
                net(
                        completed,
                        new Change.Received("a", 7),
                        new Change.Completed("a", 7),
                        new Change.Received("a", 7),
                        new Change.Completed("a", 7)));
    }

    @Test
    void theLastRetainedMessageIsTheOne() {
        Change second = new Change.MessageKept(2, MESSAGE);
        Change retained = new Change.Retained("t", 2);
        assertEquals(
                List.of(second, retained),
                net(
                        new Change.MessageKept(1, MESSAGE),
                        new Change.Retained("t", 1),
                        second,
                        retained,
                        new Change.MessageDropped(1)));
        Change removed = new Change.RetainedRemoved("t");
        assertEquals(List.of(removed), net(new Change.Retained("t", 1), removed));
    }

    @Test
    void theLastWillIsTheOne() {
        Change will = new Change.WillKept("a", null, MESSAGE, 0, 0);
        assertEquals(
                List.of(will), net(new Change.WillKept("a", null, MESSAGE, 1, 1), new Change.WillDropped("a"), will));
    }

    /// While a disk is slow, very many changes of one topic or will come together: to look at all of them for each
    /// would not end.
    @Test
    @Timeout(60)
    void manyChangesOfOneSubject() {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 200_000; i++) {
            changes.add(new Change.Retained("t", i));
            changes.add(new Change.WillKept("a", null, MESSAGE, 0, i));
            changes.add(new Change.Sent("a", 1, 1));
            changes.add(new Change.Delivered("a", 1));
            changes.add(i % 2 == 0 ? new Change.RetainedRemoved("t") : new Change.WillDropped("a"));
        }
        assertEquals(
                List.of(
                        new Change.WillKept("a", null, MESSAGE, 0, 200_000),
                        new Change.Delivered("a", 1),
                        new Change.RetainedRemoved("t")),
                net(changes.toArray(Change[]::new)));
    }

    @Test
    void othersStay() {
        Change[] changes = {
            new Change.SessionKept("a", null, 1, 1),
            new Change.SessionKept("a", null, 2, 1),
            new Change.MessageKept(1, MESSAGE),
            new Change.Queued("a", 1, 1, 1, false, NONE, 0),
            new Change.Delivered("b", 1),
            new Change.Received("a", 1),
            new Change.Completed("b", 1),
            new Change.SessionEnded("a"),
        };
        assertEquals(List.of(changes), net(changes));
    }
}
