package mqttlab.cli.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Wire;
import mqttlab.cli.dissection.Seen;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What connections say that are told to a journal, and what is found in it.
class JournalTest {

    /// Section 3.1 of 3.1.1: clean session, keep alive 60 s, client "c".
    private static final byte[] CONNECT = hex("100d 00044d515454 04 02 003c 0001 63");
    private static final byte[] CONNACK = hex("2002 0000");
    /// To topic "a/b", "hi", QoS 0; twice.
    private static final byte[] TWO_PUBLISH = hex("3007 0003 612f62 6869 3007 0003 612f62 6869");

    private static final Direction CLIENT = Direction.CLIENT_TO_SERVER;
    private static final Direction SERVER = Direction.SERVER_TO_CLIENT;
    private static final InetSocketAddress HERE = at(50_000);
    private static final InetSocketAddress THERE = at(1883);

    private final Journal journal = new Journal();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void say(Wire.Line line, Direction direction, byte[] bytes) {
        line.bytes(direction, bytes, 0, bytes.length);
    }

    /// A client connects, and publishes twice in one go.
    private static Wire.Line talk(Wire.Line line) {
        say(line, CLIENT, CONNECT);
        say(line, SERVER, CONNACK);
        say(line, CLIENT, TWO_PUBLISH);
        return line;
    }

    private List<String> packets(String filter) {
        List<String> found = new ArrayList<>();
        Search search = new Search(Query.of(filter), 0, seen -> found.add(told(seen)));
        journal.read(search::accept);
        return found;
    }

    private static String told(Seen seen) {
        return seen.segment().frame().number() + " " + seen.trace().type() + " of "
                + seen.connection().clientId();
    }

    @Test
    void framesCountFromTheHandshakeOn() {
        talk(journal.opened(CLIENT, HERE, THERE));
        assertEquals(List.of("3 CONNECT of c", "4 CONNACK of c", "5 PUBLISH of c", "5 PUBLISH of c"), packets("mqtt"));
    }

    @Test
    void isHeardOnceWhereBothEndsTell() {
        Wire.Line first = journal.opened(CLIENT, HERE, THERE);
        Wire.Line second = journal.opened(SERVER, HERE, THERE);
        say(first, CLIENT, CONNECT);
        say(second, CLIENT, CONNECT);
        first.closed(CLIENT);
        second.closed(CLIENT);
        assertEquals(1, packets("mqtt").size());
    }

    @Test
    void aServerThatTellsOfAConnectionWhenItIsOverIsLate() {
        talk(journal.opened(CLIENT, HERE, THERE)).closed(CLIENT);
        talk(journal.opened(SERVER, HERE, THERE)).closed(CLIENT);
        assertEquals(1, packets("mqtt.msgtype == CONNECT").size());
    }

    /// Nobody tells of the other end of the first: that is elsewhere.
    @Test
    void aConnectionToAnotherServerIsAnother() {
        InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 1883);
        talk(journal.opened(CLIENT, HERE, elsewhere)).closed(CLIENT);
        talk(journal.opened(SERVER, HERE, THERE)).closed(CLIENT);
        assertEquals(2, packets("mqtt.msgtype == CONNECT").size());
    }

    /// A server that listens on all addresses does not know by which one it was found.
    @Test
    void isHeardOnceWhereTheServersAddressIsAny() {
        InetSocketAddress found = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 1883);
        talk(journal.opened(CLIENT, HERE, found));
        talk(journal.opened(SERVER, HERE, new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 1883)));
        assertEquals(1, packets("mqtt.msgtype == CONNECT").size());
    }

    @Test
    void portsAreUsedAgain() {
        talk(journal.opened(CLIENT, HERE, THERE)).closed(CLIENT);
        talk(journal.opened(CLIENT, HERE, THERE)).closed(CLIENT);
        assertEquals(2, packets("mqtt.msgtype == CONNECT").size());
    }

    @Test
    void theOldestIsForgottenAndNumbersGoOn() {
        // Five frames: a handshake of 2 · 40 bytes, and 40 + 15, 4, 18; 128 for each beside that.
        Journal small = new Journal(3 * (128 + 40) + 15 + 4 + 18);
        talk(small.opened(CLIENT, HERE, THERE));
        assertEquals(2, small.forgotten());
        List<Long> numbers = new ArrayList<>();
        small.read(frame -> numbers.add(frame.number()));
        assertEquals(List.of(3L, 4L, 5L), numbers);
    }

    @Test
    void whatIsLeftOfAForgottenConnectionIsRead() {
        Wire.Line line = talk(journal.opened(CLIENT, HERE, THERE));
        journal.clear();
        assertEquals(5, journal.forgotten());
        say(line, CLIENT, TWO_PUBLISH);
        assertEquals(List.of("6 PUBLISH of ", "6 PUBLISH of "), packets("mqtt.topic == \"a/b\""));
    }

    @Test
    void findsPacketByPacket() throws InterruptedException {
        talk(journal.opened(CLIENT, HERE, THERE));
        Query query = Query.of("mqtt.msgtype == PUBLISH");
        long first = journal.find(query, 0, 0);
        long second = journal.find(query, first + 1, 0);
        assertEquals(5L << 16, first);
        assertEquals(first + 1, second);
        assertEquals(Seen.NONE, journal.find(query, second + 1, 0));
    }

    @Test
    void findsWhatComesLater() throws InterruptedException {
        Thread other = Thread.ofPlatform().start(() -> talk(journal.opened(CLIENT, HERE, THERE)));
        long found = journal.find(Query.of("mqtt.msgtype == PUBLISH"), 0, TimeUnit.MINUTES.toNanos(1));
        other.join();
        assertEquals(5L << 16, found);
    }

    @Test
    void watchTellsOfWhatComesButKnowsWhatWas() throws InterruptedException {
        Wire.Line line = talk(journal.opened(CLIENT, HERE, THERE));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Watch _ = journal.watch(Query.of("mqttlab.clientid == \"c\""), journal.end(), it -> told.add(told(it)))) {
            say(line, CLIENT, TWO_PUBLISH);
            assertEquals("6 PUBLISH of c", told.poll(1, TimeUnit.MINUTES));
            assertEquals("6 PUBLISH of c", told.poll(1, TimeUnit.MINUTES));
        }
        say(line, CLIENT, TWO_PUBLISH);
        assertTrue(told.isEmpty());
    }

    @Test
    void savesACapture(@TempDir Path dir) throws IOException {
        talk(journal.opened(CLIENT, HERE, THERE)).closed(SERVER);
        Path file = dir.resolve("saved.pcapng");
        assertEquals(7, journal.save(file));
        int frames = 0;
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                frames++;
                assertEquals(101, reader.frame().linkType());
            }
        }
        assertEquals(7, frames);
    }

    @Test
    void showsWhereAFilterIsWrong() {
        Failure failure = assertThrows(Failure.class, () -> Query.of("mqtt.nope == 1"));
        assertTrue(failure.getMessage().contains("mqtt.nope"), failure.getMessage());
    }
}
