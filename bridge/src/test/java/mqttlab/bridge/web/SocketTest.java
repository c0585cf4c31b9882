package mqttlab.bridge.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import mqttlab.bridge.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signs of life, by the time of a test.
class SocketTest {

    private final Reads reads = new Reads();
    private final Page page = new Page();
    private final Socket socket = new Socket(_ -> page);
    private final EmbeddedChannel channel = new EmbeddedChannel(reads, socket);

    /// What is asked of the network.
    private static final class Reads extends ChannelOutboundHandlerAdapter {

        private int count;

        @Override
        public void read(ChannelHandlerContext ctx) {
            count++;
            ctx.read();
        }
    }

    private static final class Page implements Line {

        private boolean isBusy;
        private boolean hasGone;

        @Override
        public void received(String text) {}

        @Override
        public byte[] next() {
            return null;
        }

        @Override
        public boolean isBusy() {
            return isBusy;
        }

        @Override
        public void closed() {
            hasGone = true;
        }
    }

    @BeforeEach
    void open() {
        socket.open();
    }

    private void silence() {
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.READER_IDLE_STATE_EVENT);
    }

    private void isAsked() {
        PingWebSocketFrame ping = channel.readOutbound();
        ping.release();
    }

    @Test
    void aPageThatGivesNoneIsClosed() {
        silence();
        isAsked();
        channel.writeInbound(new PongWebSocketFrame());
        silence();
        silence();
        assertTrue(channel.isOpen());
        silence();
        assertFalse(channel.isOpen());
        assertTrue(page.hasGone);
    }

    /// It is read no further; but its Pong is.
    @Test
    void aBusyPageIsAskedToo() {
        page.isBusy = true;
        socket.ready();
        channel.runPendingTasks();
        assertFalse(channel.config().isAutoRead());
        int before = reads.count;
        silence();
        isAsked();
        assertEquals(before + 1, reads.count);
        channel.writeInbound(new PongWebSocketFrame());
        silence();
        silence();
        assertTrue(channel.isOpen());
        silence();
        assertFalse(channel.isOpen());
        assertTrue(page.hasGone);
    }
}
