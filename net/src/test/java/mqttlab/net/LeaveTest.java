package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The end of a channel, by the time of a test.
class LeaveTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void closesOnceAllIsWritten() {
        Leave.after(channel.write(Unpooled.EMPTY_BUFFER));
        assertTrue(channel.isOpen());
        channel.flush();
        channel.runPendingTasks();
        assertFalse(channel.isOpen());
        assertFalse(channel.hasPendingTasks());
    }

    @Test
    void doesNotWaitForeverForWhoDoesNotRead() {
        channel.freezeTime();
        // Written, and never sent.
        Leave.after(channel.write(Unpooled.EMPTY_BUFFER));
        channel.advanceTimeBy(Leave.PATIENCE - 1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(channel.isOpen());
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isOpen());
    }
}
