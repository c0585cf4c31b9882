package mqttlab.cli.command;

import java.net.InetSocketAddress;
import java.util.List;
import mqttlab.packet.Direction;
import mqttlab.relay.fault.Rules;

/// Who is told of every byte of MQTT that a command sends and receives, in clear: without TLS and WebSocket around it;
/// and when others may speak to it.
///
/// Any thread may call, and is not held up.
public interface Wire {

    /// Tells nobody.
    Wire NOBODY = (_, _, _) -> Line.DEAF;

    /// A server of this process is ready: brokers, relays.
    ///
    /// @param uris where it listens: "mqtt://127.0.0.1:1883"
    default void listening(List<String> uris) {}

    /// The command has what it needs for its work: a publisher a connection, a subscriber its subscriptions.
    default void ready() {}

    /// A relay of this process is ready: what it does to packets, which may be changed.
    default void relaying(Rules rules) {}

    /// A connection is open. Where both of its ends are in this process, both tell of it, and it is heard once.
    ///
    /// @param teller the end that tells: the direction in which that one sends
    /// @param client its address and port, resolved
    /// @param server the same; not equal to the client's
    Line opened(Direction teller, InetSocketAddress client, InetSocketAddress server);

    /// Who is told of a connection.
    interface Line {

        /// Does not listen.
        Line DEAF = new Line() {
            @Override
            public void bytes(Direction direction, byte[] bytes, int offset, int length) {}

            @Override
            public void closed(Direction by) {}
        };

        /// The next bytes of a direction, cut anywhere. They are only lent.
        void bytes(Direction direction, byte[] bytes, int offset, int length);

        /// What came last in a direction, or is missing there now, was dealt with in a way that has to be known.
        default void mark(Direction direction, String mark) {}

        /// The end that sends in this direction has closed the connection.
        void closed(Direction by);
    }
}
