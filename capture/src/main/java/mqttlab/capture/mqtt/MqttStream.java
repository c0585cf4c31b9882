package mqttlab.capture.mqtt;

import mqttlab.capture.tcp.Connection;
import org.jspecify.annotations.Nullable;

/// A TCP connection that carries MQTT. There is one object for each, as long as it is remembered.
///
/// The ends are numbered: end 0 sent the segment by which the connection became known.
public final class MqttStream {

    private static final int UNKNOWN = -1;

    private final Connection connection;
    private int client = UNKNOWN;
    private Evidence evidence = Evidence.NONE;
    private @Nullable Object attachment;

    MqttStream(Connection connection) {
        this.connection = connection;
    }

    /// The number of the TCP connection in the capture, from 0, as in Wireshark's `tcp.stream`.
    public int number() {
        return connection.stream();
    }

    /// 4 or 6.
    public int ipVersion() {
        return connection.ipVersion();
    }

    /// The upper half of an end's address.
    public long addressHigh(int end) {
        return connection.addressHigh(end);
    }

    /// The lower half of an end's address; in IPv4 all of it.
    public long addressLow(int end) {
        return connection.addressLow(end);
    }

    /// An end's port.
    public int port(int end) {
        return connection.port(end);
    }

    /// Whether both directions are known from their first byte on.
    public boolean hasBeginning() {
        return connection.hasBeginning(0) && connection.hasBeginning(1);
    }

    /// The end that is the client, as far as [#evidence()] goes, or -1.
    public int client() {
        return client;
    }

    /// How it is known which end is the client. It may still get better.
    public Evidence evidence() {
        return evidence;
    }

    /// What the user of the stream has attached to it.
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Attaches an object to the stream, such as what has to be known of its earlier packets.
    public void attach(@Nullable Object object) {
        attachment = object;
    }

    /// Learns from the handshake, or from the ports.
    void learnEnds(PortRules rules) {
        if (connection.client() >= 0) {
            isClient(connection.client(), Evidence.HANDSHAKE);
        }
        int server = rules.server(connection.port(0), connection.port(1));
        if (server >= 0) {
            isClient(1 - server, Evidence.PORT);
        }
    }

    private void isClient(int end, Evidence by) {
        if (by.compareTo(evidence) > 0) {
            client = end;
            evidence = by;
        }
    }

    Direction direction(int sender) {
        if (client == UNKNOWN) {
            return Direction.UNKNOWN;
        }
        return sender == client ? Direction.TO_SERVER : Direction.TO_CLIENT;
    }

    /// Learns from the type of a whole packet who has sent it.
    void learn(int sender, MqttPacket.Form form, int firstByte) {
        if (evidence == Evidence.CONNECT || form != MqttPacket.Form.WHOLE) {
            return;
        }
        switch (firstByte >> 4 & 15) {
            case 1 -> isClient(sender, Evidence.CONNECT);
            case 8, 10, 12 -> isClient(sender, Evidence.PACKETS); // SUBSCRIBE, UNSUBSCRIBE, PINGREQ
            case 2, 9, 11, 13 -> isClient(1 - sender, Evidence.PACKETS); // CONNACK, SUBACK, UNSUBACK, PINGRESP
            default -> {}
        }
    }
}
