package mqttlab.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Properties;
import mqttlab.packet.Version;

/// Netty's MQTT decoder and encoder without the pipeline around them.
///
/// In a server a decoder copies or merges what arrives, wraps the buffer so that it can throw where bytes are
/// missing, and fires every message through the pipeline. None of that is measured here: `decode` and `encode`
/// themselves are called, on buffers of a pool on the heap, which is quicker than anything an application can do.
/// They are not public, hence the method handles; these are constants, so that the JIT compiler inlines them like
/// plain calls.
final class NettyCodec {

    private static final MethodHandle DECODE = find(
            MqttDecoder.class,
            "decode",
            MethodType.methodType(void.class, ChannelHandlerContext.class, ByteBuf.class, List.class));
    private static final MethodHandle ENCODE = find(
            MqttEncoder.class,
            "encode",
            MethodType.methodType(void.class, ChannelHandlerContext.class, MqttMessage.class, List.class));

    private final MqttDecoder decoder = new MqttDecoder();
    private final ChannelHandlerContext context;
    private final List<Object> out = new ArrayList<>();

    NettyCodec() {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.config().setAllocator(new PooledByteBufAllocator(false));
        context = channel.pipeline().context(decoder);
    }

    /// Makes the channel one of this version, by a CONNECT.
    void speak(Version version) {
        Connect connect = new Connect(version, false, "bench", true, 0, Properties.NONE, null, null, null);
        decode(buffer(Codec.write(connect, version)));
    }

    ByteBuf buffer(byte[] bytes) {
        return context.alloc().heapBuffer(bytes.length).writeBytes(bytes);
    }

    /// Reads the packet that the buffer begins with; who calls it releases the message.
    MqttMessage decode(ByteBuf buffer) {
        try {
            DECODE.invokeExact(decoder, context, buffer, out);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return (MqttMessage) out.removeLast();
    }

    /// The bytes of the message, in a buffer to be released.
    ByteBuf encode(MqttMessage message) {
        try {
            ENCODE.invokeExact(MqttEncoder.INSTANCE, context, message, out);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return (ByteBuf) out.removeLast();
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVirtual(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
