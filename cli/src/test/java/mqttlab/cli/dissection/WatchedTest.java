package mqttlab.cli.dissection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.conversation.End;
import mqttlab.conversation.Ended;
import mqttlab.conversation.Listener;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of a connection, and what its TCP segments have to do with it.
class WatchedTest {

    private static final Direction UP = Direction.CLIENT_TO_SERVER;

    /// PUBLISH of "21.5 C" to sensors/temp, QoS 0: either side may send it.
    private static final byte[] PUBLISH = hex("3014 000c 73656e736f72732f74656d70 32312e352043");

    private static final byte[] CONNECT = hex("100e 0004 4d515454 05 02 0000 00 0001 63");
    private static final byte[] CONNACK = hex("2003 00 00 00");
    private static final byte[] DISCONNECT = hex("e000");

    private static final long SECOND = 1_000_000_000;

    private final List<Ended> ended = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final View view = new View() {
        @Override
        public void packet(Seen seen) {
            findings.addAll(seen.findings());
        }

        @Override
        public void finding(Watched connection, Finding finding) {
            findings.add(finding);
        }

        @Override
        public Listener listener(MqttStream stream, int client) {
            return new Listener() {
                @Override
                public void finding(Finding finding) {}

                @Override
                public void ended(Ended how) {
                    ended.add(how);
                }
            };
        }
    };

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    /// Where either end may be the client, none of them is said to have closed the connection.
    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"FIN", "RST"})
    void whoClosesItIsNotKnownWhereTheClientIsNot(End how) {
        var connection = new TappedConnection(at("10.0.0.1", 50_001), at("10.0.0.2", 5555), 0, 1000);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            frames.add(connection.data(UP, PUBLISH, 0, PUBLISH.length));
        }
        frames.add(how == End.FIN ? connection.fin(UP) : connection.rst(UP));
        read(frames);
        assertEquals(1, ended.size());
        assertEquals(how, ended.getFirst().how());
        assertNull(ended.getFirst().by());
    }

    /// A frame each second.
    private void read(List<byte[]> frames) {
        Arrivals arrivals = new Arrivals(new Dissection(null, null, Dissection.Depth.BEHIND, view));
        MqttExtractor extractor = new MqttExtractor(arrivals);
        CapturedFrame frame = new CapturedFrame();
        for (byte[] ip : frames) {
            long time = SECOND * frame.number();
            frame.next(time, 0, TappedConnection.LINK_TYPE, ip.length, ip, 0, ip.length);
            arrivals.frame(frame);
            extractor.accept(frame);
        }
        extractor.finish();
        arrivals.finish();
    }

    /// The one that closes its direction first ends the connection, whatever the other does then; also the one that
    /// breaks off what it has closed.
    @ParameterizedTest
    @EnumSource(Direction.class)
    void theFirstEndCounts(Direction second) {
        var connection = new TappedConnection(at("10.0.0.1", 50_001), at("10.0.0.2", 1883), 0, 1000);
        read(List.of(
                connection.syn(UP),
                connection.data(UP, CONNECT, 0, CONNECT.length),
                connection.data(UP.opposite(), CONNACK, 0, CONNACK.length),
                connection.fin(UP),
                connection.rst(second)));
        assertEquals(List.of(new Ended(3 * SECOND, End.FIN, Party.CLIENT, null, -1, -1)), ended);
    }

    /// Who has said goodbye is to close, whichever way and whatever the other did before.
    @ParameterizedTest
    @EnumSource(Direction.class)
    void toBreakOffIsToCloseToo(Direction second) {
        var connection = new TappedConnection(at("10.0.0.1", 50_001), at("10.0.0.2", 1883), 0, 1000);
        Direction down = UP.opposite();
        List<byte[]> frames = new ArrayList<>();
        frames.add(connection.syn(UP));
        frames.add(connection.data(UP, CONNECT, 0, CONNECT.length));
        frames.add(connection.data(down, CONNACK, 0, CONNACK.length));
        frames.add(connection.data(down, DISCONNECT, 0, DISCONNECT.length));
        frames.add(connection.fin(UP));
        for (int i = 0; i < 12; i++) {
            frames.add(connection.data(UP, CONNECT, 0, 0));
        }
        frames.add(connection.rst(second));
        read(frames);
        assertEquals(End.FIN, ended.getFirst().how());
        assertEquals(
                second == UP ? List.of() : List.of("still open after 14 s"),
                findings.stream().map(Finding::found).toList());
    }

    /// A packet that may have crossed CONNACK is no violation of what that demands, wherever the segments of a tapped
    /// connection, which acknowledge nothing, begin to count: 64 013 behind those of the one before.
    @ParameterizedTest
    @ValueSource(ints = {0, 33_600})
    void tappedSegmentsDoNotSayWhatWasRead(int before) {
        Tap tap = new Tap(Dissection.live(null, null, Dissection.Depth.BEHIND, view));
        for (int i = 0; i < before; i++) {
            tap.opened(i, at("10.0.0.1", 1 + i), at("10.0.0.2", 1883), 1);
            tap.reset(i, UP, 1);
        }
        tap.opened(-1, at("10.0.0.3", 40_000), at("10.0.0.2", 1883), 1);
        byte[] connect = hex("100e 0004 4d515454 05 02 0000 00 0001 63");
        byte[] connAckOfMaximumQos0 = hex("2005 0000 02 24 00");
        byte[] publishOfQos1 = hex("3206 0001 74 0001 00");
        tap.bytes(-1, UP, connect, 0, connect.length, 1);
        tap.bytes(-1, UP.opposite(), connAckOfMaximumQos0, 0, connAckOfMaximumQos0.length, 1);
        tap.bytes(-1, UP, publishOfQos1, 0, publishOfQos1.length, 1);
        assertEquals(
                List.of(Severity.WARNING),
                findings.stream().map(Finding::severity).toList());
    }
}
