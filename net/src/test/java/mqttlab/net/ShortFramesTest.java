package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of a client that are longer than what is kept of them.
class ShortFramesTest {

    private final EmbeddedChannel decoded = new EmbeddedChannel(
            new ShortFrames(),
            new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(ShortFrames.LONGEST)
                    .allowExtensions(false)
                    .withUTF8Validator(false)
                    .build()));

    /// Some bytes, always the same.
    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return payload;
    }

    /// As a client sends it.
    private static ByteBuf bytes(WebSocketFrame frame) {
        EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
        encoder.writeOutbound(frame);
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    /// Sends it in parts of that many bytes; returns what came of it, which is one message.
    private byte[] decode(ByteBuf bytes, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (bytes.isReadable()) {
            decoded.writeInbound(bytes.readBytes(Math.min(size, bytes.readableBytes())));
            for (WebSocketFrame it = decoded.readInbound(); it != null; it = decoded.readInbound()) {
                assertEquals(all.size() > 0, it instanceof ContinuationWebSocketFrame);
                all.writeBytes(ByteBufUtil.getBytes(it.content()));
                assertEquals(!bytes.isReadable() && decoded.inboundMessages().isEmpty(), it.isFinalFragment());
                it.release();
            }
        }
        return all.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 65_535, 65_536, 65_537, 131_065, 131_189, 131_190, 200_001})
    void framesOfAnyLength(int length) {
        byte[] payload = payload(length);
        for (int size : new int[] {11, 1003, 65_536, 1 << 20}) {
            ByteBuf bytes = bytes(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));
            assertEquals(hex(payload), hex(decode(bytes, size)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1 << 20})
    void fragmentsStayFragments(int size) {
        byte[] first = payload(70_000);
        byte[] second = payload(80_000);
        byte[] third = payload(3);
        ByteBuf bytes = Unpooled.wrappedBuffer(
                bytes(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(first))),
                bytes(new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(second))),
                bytes(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(third))));
        assertEquals(hex(first) + hex(second) + hex(third), hex(decode(bytes, size)));
    }

    /// What comes of a frame goes on before there is more of it: it may say who the client is.
    @Test
    void aLongFrameIsHeardAsItComes() {
        decoded.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex("82ff7fffffffffffffff00000000c00000")));
        assertNull(decoded.readInbound());
        decoded.writeInbound(Unpooled.wrappedBuffer(new byte[] {9, 8}));
        BinaryWebSocketFrame frame = decoded.readInbound();
        assertEquals("c0000009", ByteBufUtil.hexDump(frame.content()));
        frame.release();
        decoded.finishAndReleaseAll();
    }

    /// A length that is negative, one that has a shorter form, no mask, a long Ping: what decodes frames says so.
    @ParameterizedTest
    @CsvSource({
        "82ff800000000000000000000000",
        "82ff00000000000000ff00000000",
        "827f000000000001000000000000",
        "89ff000000000001000000000000",
        "c2ff00000000000100000000000001020304",
    })
    void brokenFramesGoOn(String hex) {
        ByteBuf frame = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
        assertThrows(CorruptedWebSocketFrameException.class, () -> decoded.writeInbound(frame));
        CloseWebSocketFrame answer = decoded.readOutbound();
        assertEquals(1002, answer.statusCode());
        answer.release();
        assertNull(decoded.readInbound());
        decoded.finishAndReleaseAll();
    }
}
