package mqttlab.bench;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import mqttlab.packet.Codec;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One packet read, traced or written, by our codec and by Netty's. Both find out for themselves where the packet
/// ends.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.noUnsafe=false",
            "-Dio.netty.leakDetection.level=disabled",
            "-Djmh.executor=CUSTOM",
            "-Djmh.executor.class=mqttlab.bench.EventLoopThreads"
        })
@NullUnmarked
public class CodecBenchmark {

    /// What the JVM done before it is measured.
    public enum Past {
        /// Nothing else: the compiler knows one packet and one way to use the code.
        ALONE("only this"),
        /// Read, traced and wrote packets of all kinds, as a broker with a dissector in it does.
        MIXED("everything");

        private final String text;

        Past(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    @Param
    public Sample sample;

    @Param
    public Past past;

    private final NettyCodec netty = new NettyCodec();
    private final Trace trace = new Trace();

    private Version version;
    private Packet packet;
    private byte[] bytes;
    private Writer writer;
    private ByteBuf buffer;
    private MqttMessage message;

    @Setup
    public void prepare() {
        if (past == Past.MIXED) {
            for (int i = 0; i < 20_000; i++) {
                for (Sample each : Sample.values()) {
                    if (i == 0 || i % 100 == 99) {
                        use(each);
                    }
                    useAll();
                }
            }
        }
        use(sample);
    }

    private void use(Sample one) {
        version = one.version();
        packet = one.packet();
        bytes = one.bytes();
        writer = new Writer(version);
        netty.speak(version);
        buffer = netty.buffer(bytes);
        message = netty.decode(buffer);
    }

    private void useAll() {
        read();
        trace();
        write();
        nettyRead();
        nettyWrite();
    }

    @Benchmark
    public Packet read() {
        return Codec.read(bytes, 0, end(), version);
    }

    @Benchmark
    public Packet trace() {
        return Codec.trace(trace, bytes, 0, end(), version, null);
    }

    @Benchmark
    public int write() {
        writer.clear();
        writer.write(packet);
        return writer.size();
    }

    @Benchmark
    public MqttMessage nettyRead() {
        MqttMessage read = netty.decode(buffer.readerIndex(0));
        ReferenceCountUtil.release(read);
        return read;
    }

    @Benchmark
    public int nettyWrite() {
        ByteBuf written = netty.encode(message);
        int size = written.readableBytes();
        written.release();
        return size;
    }

    private int end() {
        return Framing.next(bytes, 0, bytes.length) instanceof Framing.Whole whole ? whole.length() : 0;
    }
}
