package mqttlab.broker.hub;

import java.util.List;
import mqttlab.packet.Packet;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Something that happened in a broker, for those who watch it.
public sealed interface BrokerEvent {

    /// @param peer where the client is: "127.0.0.1:50312"
    record Opened(String peer, String listener) implements BrokerEvent {}

    /// A client is connected.
    ///
    /// @param resumed whether its session of before goes on
    /// @param waiting how many messages wait for it
    record Connected(
            String clientId,
            String peer,
            @Nullable String user,
            Version version,
            boolean cleanStart,
            boolean resumed,
            int keepAlive,
            long sessionExpiry,
            int waiting)
            implements BrokerEvent {}

    /// A connection was not accepted.
    ///
    /// @param reasonCode of CONNACK, for 3.1.1 what 5.0 would have said; 0 where none was sent
    record Refused(String clientId, String peer, int reasonCode, String why) implements BrokerEvent {}

    /// @param code 0 to 2 for the QoS granted, from 0x80 on for a refusal
    /// @param retained how many retained messages it matches; -1 where they are looked up later, behind many others
    /// @param why it is refused; null where it is not
    record Subscribed(
            String clientId,
            String filter,
            int code,
            int retained,
            @Nullable String why) implements BrokerEvent {}

    record Unsubscribed(String clientId, String filter, boolean existed) implements BrokerEvent {}

    /// A message came in.
    ///
    /// @param clients to how many it goes
    /// @param filters by which filters
    /// @param why of a will or a broker's own message, why it is published; null for a client's PUBLISH
    record Published(
            Message message,
            int clients,
            List<String> filters,
            @Nullable String why) implements BrokerEvent {}

    /// A client's message was not taken. It need not know: 3.1.1 has no word for that, and QoS 0 no answer.
    ///
    /// @param reasonCode of PUBACK or PUBREC in 5.0
    record Rejected(Message message, int reasonCode, String why) implements BrokerEvent {}

    /// A packet of a handshake came or went: PUBACK, PUBREC, PUBREL, PUBCOMP.
    record Handshake(String clientId, boolean sent, Packet packet) implements BrokerEvent {}

    /// A message will not reach a client.
    record Dropped(String clientId, Message message, String why) implements BrokerEvent {}

    /// A publisher is read no more until its subscribers have caught up, or again.
    record Throttled(String clientId, boolean paused, String why) implements BrokerEvent {}

    /// @param reasonCode of the DISCONNECT, if there was one; -1 for none
    /// @param byClient whether the client ended the connection
    /// @param kept whether its session goes on
    record Disconnected(String clientId, String peer, boolean byClient, int reasonCode, String why, boolean kept)
            implements BrokerEvent {}

    record SessionEnded(String clientId, String why) implements BrokerEvent {}

    /// Something that the one who runs the broker must know: the disk is full.
    record Trouble(String what) implements BrokerEvent {}
}
