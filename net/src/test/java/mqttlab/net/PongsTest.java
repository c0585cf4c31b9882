package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Pings, and what comes of them.
class PongsTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new Pongs());

    /// Whether the peer reads.
    private void reads(boolean on) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, on);
        channel.runPendingTasks();
    }

    private ByteBuf ping(String text) {
        ByteBuf content = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        channel.writeInbound(new PingWebSocketFrame(content));
        return content;
    }

    private String pong() {
        PongWebSocketFrame pong = channel.readOutbound();
        String text = pong.content().toString(StandardCharsets.UTF_8);
        pong.release();
        return text;
    }

    @Test
    void answersEachPing() {
        ping("a");
        ping("b");
        assertEquals("a", pong());
        assertEquals("b", pong());
        channel.writeInbound(new BinaryWebSocketFrame());
        assertEquals(1, channel.inboundMessages().size());
    }

    @Test
    void answersTheLastOfThoseThatCameWhileNobodyRead() {
        reads(false);
        ByteBuf first = ping("a");
        ByteBuf last = ping("b");
        assertNull(channel.readOutbound());
        assertEquals(0, first.refCnt());
        reads(true);
        assertEquals("b", pong());
        assertNull(channel.readOutbound());
        assertEquals(0, last.refCnt());
    }

    @Test
    void keepsNothingAtTheEnd() {
        reads(false);
        ByteBuf left = ping("a");
        channel.finish();
        assertEquals(0, left.refCnt());
    }

    @Test
    void saysNothingAfterAClose() {
        channel.writeOutbound(new CloseWebSocketFrame());
        ByteBuf late = ping("a");
        assertEquals(1, channel.outboundMessages().size());
        assertEquals(0, late.refCnt());
    }
}
