package mqttlab.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttMessage;
import mqttlab.packet.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A comparison is worth something only where both sides do the same.
class SampleTest {

    private final NettyCodec netty = new NettyCodec();

    @Test
    void publishHas95Bytes() {
        assertEquals(95, Sample.PUBLISH.bytes().length);
    }

    @ParameterizedTest
    @EnumSource
    void weReadWhatWeWrote(Sample sample) {
        byte[] bytes = sample.bytes();
        assertEquals(sample.packet(), Codec.read(bytes, 0, bytes.length, sample.version()));
    }

    @ParameterizedTest
    @EnumSource
    void nettyReadsAndWritesTheSameBytes(Sample sample) {
        netty.speak(sample.version());
        MqttMessage message = netty.decode(netty.buffer(sample.bytes()));
        assertTrue(message.decoderResult().isSuccess());
        assertArrayEquals(sample.bytes(), ByteBufUtil.getBytes(netty.encode(message)));
    }
}
