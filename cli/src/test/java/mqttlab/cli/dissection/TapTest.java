package mqttlab.cli.dissection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.view.ViewOptions;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Connections that nobody captured, from their bytes to what is shown.
class TapTest {

    /// Section 3.1 of 3.1.1: clean session, keep alive 60 s, client "c".
    private static final byte[] CONNECT = hex("100d 00044d515454 04 02 003c 0001 63");
    private static final byte[] CONNACK = hex("2002 0000");
    /// To topic "a/b", "hi", QoS 0.
    private static final byte[] PUBLISH = hex("3007 0003 612f62 6869");
    /// The same, with the QoS 3 that [MQTT-3.3.1-4] of 3.1.1 forbids.
    private static final byte[] WRONG = hex("3609 0003 612f62 0001 6869");

    private static final long TIME = 1_700_000_000_000_000_000L;

    private final Log log = new Log();
    private final Tap tap = new Tap(Dissection.live(null, null, Dissection.Depth.BEHIND, log));

    /// Says in a line what comes to it.
    private static final class Log implements View {
        private final List<String> lines = new ArrayList<>();
        private int flushes;

        @Override
        public void packet(Seen seen) {
            lines.add(seen.streamNumber() + " " + seen.direction() + " "
                    + seen.trace().type() + " " + seen.length() + " bytes " + seen.form() + ", "
                    + seen.findings().size() + " findings");
        }

        @Override
        public void event(StreamEvent event) {
            lines.add(event.stream().number() + " " + event.getClass().getSimpleName()
                    + (event instanceof StreamEvent.Closed closed ? " " + closed.ending() + " by " + closed.by() : ""));
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void end() {
            lines.add("end");
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static InetSocketAddress at(String address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void open(long connection) {
        tap.opened(connection, at("10.0.0.1", 40_000 + (int) connection), at("10.0.0.2", 8883), TIME);
    }

    private void up(long connection, byte[] bytes) {
        tap.bytes(connection, Direction.CLIENT_TO_SERVER, bytes, 0, bytes.length, TIME);
    }

    private void down(long connection, byte[] bytes) {
        tap.bytes(connection, Direction.SERVER_TO_CLIENT, bytes, 0, bytes.length, TIME);
    }

    @Test
    void packetsAndEventsOfAConnection() {
        open(7);
        up(7, CONNECT);
        down(7, CONNACK);
        up(7, WRONG);
        tap.closed(7, Direction.SERVER_TO_CLIENT, TIME);
        assertEquals(
                List.of(
                        "0 Opened",
                        "0 CLIENT_TO_SERVER CONNECT 15 bytes WHOLE, 0 findings",
                        "0 SERVER_TO_CLIENT CONNACK 4 bytes WHOLE, 0 findings",
                        "0 CLIENT_TO_SERVER PUBLISH 11 bytes WHOLE, 1 findings",
                        "0 Finished",
                        "0 Finished",
                        "0 Closed FINISHED by 0"),
                log.lines);
        tap.close();
        assertEquals("end", log.lines.getLast());
    }

    @Test
    void packetsAreShownWithTheBytesThatEndThem() {
        open(1);
        for (int i = 0; i < CONNECT.length; i++) {
            assertEquals(i == 0 ? List.of() : List.of("0 Opened"), log.lines);
            tap.bytes(1, Direction.CLIENT_TO_SERVER, CONNECT, i, 1, TIME);
        }
        assertEquals(List.of("0 Opened", "0 CLIENT_TO_SERVER CONNECT 15 bytes WHOLE, 0 findings"), log.lines);
        assertEquals(1 + CONNECT.length, log.flushes);
    }

    @Test
    void aPacketLongerThanASegment() {
        open(1);
        up(1, CONNECT);
        byte[] payload = new byte[200_000];
        // c5 9a 0c: 200 000 bytes and five of the topic's.
        byte[] large = ByteBuffer.allocate(4 + 5 + payload.length)
                .put(hex("30 c59a0c 0003 612f62"))
                .put(payload)
                .array();
        up(1, large);
        assertEquals("0 CLIENT_TO_SERVER PUBLISH 200009 bytes WHOLE, 0 findings", log.lines.getLast());
    }

    @Test
    void connectionsAreToldApart() {
        open(1);
        open(2);
        up(2, CONNECT);
        up(1, CONNECT);
        tap.reset(2, Direction.CLIENT_TO_SERVER, TIME);
        up(2, PUBLISH);
        down(1, CONNACK);
        assertEquals(
                List.of(
                        "1 Opened",
                        "1 CLIENT_TO_SERVER CONNECT 15 bytes WHOLE, 0 findings",
                        "0 Opened",
                        "0 CLIENT_TO_SERVER CONNECT 15 bytes WHOLE, 0 findings",
                        "1 Closed RESET by 0",
                        "0 SERVER_TO_CLIENT CONNACK 4 bytes WHOLE, 0 findings"),
                log.lines);
    }

    @Test
    void threadsTakeTurns() throws InterruptedException {
        int count = 4;
        int messages = 5000;
        CountDownLatch ready = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int connection = i;
            threads.add(Thread.ofPlatform().start(() -> {
                open(connection);
                up(connection, CONNECT);
                ready.countDown();
                awaitAll(ready);
                for (int j = 0; j < messages; j++) {
                    up(connection, PUBLISH);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(
                (long) count * messages,
                log.lines.stream()
                        .filter(line -> line.contains("PUBLISH 9 bytes WHOLE"))
                        .count());
        assertEquals(count * (2 + messages), log.lines.size());
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twoEndsAreWanted() {
        InetSocketAddress one = at("10.0.0.1", 1883);
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("broker.example", 1883);
        assertThrows(IllegalArgumentException.class, () -> tap.opened(1, one, one, TIME));
        assertThrows(IllegalArgumentException.class, () -> tap.opened(1, one, nowhere, TIME));
    }

    private static String shown(InetSocketAddress client, InetSocketAddress server, String... args) {
        Options options = new Options();
        ViewOptions view = new ViewOptions(options);
        new CommandLine(options.spec()).parseArgs(args);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]), new Output(out), new PrintStream(out), Terminal.NONE);
        Tap tap = new Tap(view.live(streams));
        tap.opened(1, client, server, TIME);
        tap.bytes(1, Direction.CLIENT_TO_SERVER, CONNECT, 0, CONNECT.length, TIME);
        tap.bytes(1, Direction.CLIENT_TO_SERVER, PUBLISH, 0, PUBLISH.length, TIME + 5_000_000);
        return out.toString(UTF_8);
    }

    @Test
    void anyViewShowsIt() {
        assertEquals(
                "    4    0.005000  10.0.0.1:40000        → 10.0.0.2:1883          PUBLISH     a/b QoS 0 2 bytes"
                        + " \"hi\"\n",
                shown(at("10.0.0.1", 40_000), at("10.0.0.2", 1883), "-Y", "mqtt.topic"));
        assertEquals(
                "2001:db8::1\t40000\t::ffff:10.0.0.2\t0.005000000\t9\n",
                shown(
                        at("2001:db8::1", 40_000),
                        at("10.0.0.2", 1883),
                        "-T fields -Y mqtt.topic -e ipv6.src -e tcp.srcport -e ipv6.dst -e frame.time_relative -e tcp.len"
                                .split(" ")));
    }
}
