package mqttlab.cli.dissection;

import java.net.InetSocketAddress;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of connections that are not captured but had in hand, as by a server or a relay, and has them
/// dissected and shown as those of a capture are.
///
/// What is to be said of connections, and the numbers of frames, are those of [TappedConnections]. What clients have
/// received is not known here: as in a capture without acknowledgements, they get the benefit of the doubt.
///
/// Any thread may call at any time: calls take turns, so those for one connection have to come in the order of its
/// bytes. A call returns when the view has shown and flushed what it brought; who must not wait for a slow terminal
/// puts a queue in front. What the view throws, as [mqttlab.cli.command.Output.Closed], comes out here. Nobody else
/// writes to the view's output meanwhile.
///
/// Times are nanoseconds since 1970.
public final class Tap implements AutoCloseable {

    private final Arrivals arrivals;
    private final MqttExtractor extractor;
    private final TappedConnections connections = new TappedConnections(this::take);

    /// @param dissection of packets that are shown as they come, and with it what shows them
    public Tap(Dissection dissection) {
        arrivals = new Arrivals(dissection);
        extractor = new MqttExtractor(PortRules.everywhere(), MqttLimits.USUAL, arrivals);
    }

    /// See [TappedConnections#opened].
    public synchronized void opened(long connection, InetSocketAddress client, InetSocketAddress server, long time) {
        connections.opened(connection, 0, client, server, time);
        arrivals.flush();
    }

    /// See [TappedConnections#bytes].
    public synchronized void bytes(
            long connection, Direction direction, byte[] bytes, int offset, int length, long time) {
        connections.bytes(connection, direction, bytes, offset, length, time);
        arrivals.flush();
    }

    /// The same with a mark: see [TappedConnections#bytes].
    public synchronized void bytes(
            long connection, Direction direction, byte[] bytes, @Nullable String mark, long time) {
        connections.bytes(connection, direction, bytes, mark, time);
        arrivals.flush();
    }

    /// See [TappedConnections#missing].
    public synchronized void missing(long connection, Direction direction, long length, long time) {
        connections.missing(connection, direction, length, time);
        arrivals.flush();
    }

    /// See [TappedConnections#closed].
    public synchronized void closed(long connection, Direction by, long time) {
        connections.closed(connection, by, time);
        arrivals.flush();
    }

    /// See [TappedConnections#reset].
    public synchronized void reset(long connection, Direction by, long time) {
        connections.reset(connection, by, time);
        arrivals.flush();
    }

    /// Shows what still waits, since nothing more will come. The connections that are open stay so.
    @Override
    public synchronized void close() {
        extractor.finish();
        arrivals.finish();
    }

    private void take(CapturedFrame frame) {
        arrivals.frame(frame);
        extractor.accept(frame);
    }
}
