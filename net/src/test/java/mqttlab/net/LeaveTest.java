package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The end of a channel, by the time of a test.
@SuppressWarnings("FutureReturnValueIgnored")
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

    /// Takes a buffer when it likes.
    private static final class Slow extends EmbeddedChannel {

        private int takes;

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            while (takes > 0 && waiting.remove()) {
                takes--;
            }
        }

        void take() {
            takes++;
            flush();
        }

        void after(int seconds) {
            advanceTimeBy(seconds, TimeUnit.SECONDS);
            runScheduledPendingTasks();
        }
    }

    @Test
    void waitsForWhoReadsSlowly() {
        Slow slow = new Slow();
        slow.freezeTime();
        slow.write(Unpooled.buffer().writeZero(100));
        slow.write(Unpooled.buffer().writeZero(100));
        Leave.after(slow.write(Unpooled.EMPTY_BUFFER));
        for (int i = 0; i < 2; i++) {
            slow.after(Leave.PATIENCE - 1);
            slow.take();
            slow.after(1);
            assertTrue(slow.isOpen());
        }
        slow.after(Leave.PATIENCE);
        assertFalse(slow.isOpen());
    }

    @Test
    void closesOnceTheLastIsTaken() {
        Slow slow = new Slow();
        slow.write(Unpooled.buffer().writeZero(100));
        Leave.after(slow.write(Unpooled.EMPTY_BUFFER));
        slow.take();
        assertTrue(slow.isOpen());
        slow.take();
        slow.runPendingTasks();
        assertFalse(slow.isOpen());
        assertFalse(slow.hasPendingTasks());
    }
}
