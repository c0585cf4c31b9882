package mqttlab.cli.dissection;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.packet.Direction;

/// Takes the bytes of connections that are not captured but had in hand, as by a server or a relay, and has them
/// dissected and shown as those of a capture are.
///
/// The caller numbers its connections as it likes; a number may be used again when its connection is over. What comes
/// of a connection that is not open is passed over. Frame numbers are those that a capture of the bytes would have,
/// with a frame for each call, and two for the handshake. What clients have received is not known here: as in a
/// capture without acknowledgements, they get the benefit of the doubt.
///
/// Any thread may call at any time: calls take turns, so those for one connection have to come in the order of its
/// bytes. A call returns when the view has shown and flushed what it brought; who must not wait for a slow terminal
/// puts a queue in front. What the view throws, as [mqttlab.cli.command.Output.Closed], comes out here. Nobody else
/// writes to the view's output meanwhile.
///
/// Times are nanoseconds since 1970.
public final class Tap implements AutoCloseable {

    /// They are there because somebody takes them for MQTT; whatever the port.
    private static final String ALL_PORTS = "tcp.port==0-65535,mqtt";

    private final Arrivals arrivals;
    private final MqttExtractor extractor;
    private final CapturedFrame frame = new CapturedFrame();
    private final Map<Long, TappedConnection> open = new HashMap<>();

    /// @param dissection of packets that are shown as they come, and with it what shows them
    public Tap(Dissection dissection) {
        arrivals = new Arrivals(dissection);
        extractor = new MqttExtractor(new PortRules().add(ALL_PORTS), MqttLimits.USUAL, arrivals);
    }

    /// A client has connected.
    ///
    /// @param client its address and port, resolved; not the same as the server's
    public synchronized void opened(long connection, InetSocketAddress client, InetSocketAddress server, long time) {
        TappedConnection opened = new TappedConnection(client, server);
        open.put(connection, opened);
        take(opened.syn(Direction.CLIENT_TO_SERVER), time);
        take(opened.syn(Direction.SERVER_TO_CLIENT), time);
        arrivals.flush();
    }

    /// The next bytes of a direction, cut anywhere. They are only lent.
    public synchronized void bytes(
            long connection, Direction direction, byte[] bytes, int offset, int length, long time) {
        TappedConnection known = open.get(connection);
        if (known == null) {
            return;
        }
        for (int at = 0; at < length; at += TappedConnection.MOST) {
            int count = Math.min(length - at, TappedConnection.MOST);
            take(known.data(direction, bytes, offset + at, count), time);
        }
        arrivals.flush();
    }

    /// The end that sends in this direction has closed the connection, and the other has followed.
    public synchronized void closed(long connection, Direction by, long time) {
        TappedConnection known = open.remove(connection);
        if (known != null) {
            take(known.fin(by), time);
            take(known.fin(by.opposite()), time);
            arrivals.flush();
        }
    }

    /// The end that sends in this direction has broken the connection off.
    public synchronized void reset(long connection, Direction by, long time) {
        TappedConnection known = open.remove(connection);
        if (known != null) {
            take(known.rst(by), time);
            arrivals.flush();
        }
    }

    /// Shows what still waits, since nothing more will come. The connections that are open stay so.
    @Override
    public synchronized void close() {
        open.clear();
        extractor.finish();
        arrivals.finish();
    }

    private void take(byte[] ip, long time) {
        frame.next(time, 0, TappedConnection.LINK_TYPE, ip.length, ip, 0, ip.length);
        arrivals.frame(frame);
        extractor.accept(frame);
    }
}
