package mqttlab.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.store.SessionStore;
import mqttlab.packet.Auth;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The client's side of the protocol, without I/O: told of packets, wishes and the time, it asks its [Output] for
/// what is to be done. It outlives connections, and is used by one thread at a time.
///
/// Time is in nanoseconds from any point in the past, never negative.
final class Session {

    private enum Phase {
        /// There is no network connection.
        CLOSED,
        /// CONNECT is sent, CONNACK has not come.
        CONNECTING,
        /// CONNACK has come.
        OPEN,
        /// Our last packet is sent, or the server's has come.
        ENDING
    }

    private final Link link;
    private final Login login;
    private final PacketIds ids = new PacketIds();
    private final Outbox outbox;
    private final Inbox inbox;
    private final Subscriptions subscriptions;
    private final KeepAlive keepAlive;
    private Phase phase = Phase.CLOSED;
    private String clientId;
    private boolean cleanStart;
    private @Nullable CompletableFuture<Properties> reauthenticated;

    Session(Options options, SessionStore store, SessionStore.Kept kept, Output output) {
        link = new Link(options, output);
        login = new Login(link);
        outbox = new Outbox(link, ids, store, kept);
        inbox = new Inbox(link, store, kept);
        subscriptions = new Subscriptions(link, ids);
        keepAlive = new KeepAlive(link);
        clientId = options.clientId();
        cleanStart = options.cleanStart();
    }

    String clientId() {
        return clientId;
    }

    boolean isOpen() {
        return link.isOpen;
    }

    /// How many messages with QoS 1 and 2 are not yet acknowledged.
    int pending() {
        return outbox.pending();
    }

    /// How many exchanges wait for an answer.
    int outstanding() {
        return ids.size();
    }

    // The network connection.

    /// It is open: CONNECT is sent.
    void opened(long now) {
        link.now = now;
        phase = Phase.CONNECTING;
        try {
            login.connect(clientId, cleanStart);
        } catch (MqttException e) {
            end(e);
        }
    }

    /// It is gone.
    ///
    /// @param reason why, or null where we wanted it
    void closed(long now, @Nullable MqttException reason) {
        link.now = now;
        phase = Phase.CLOSED;
        link.isOpen = false;
        MqttException ended =
                reason == null ? new MqttException(Failure.CLOSED, "The client has disconnected.") : reason;
        keepAlive.closed(ended);
        if (reauthenticated != null) {
            CompletableFuture<Properties> done = reauthenticated;
            reauthenticated = null;
            link.output.fail(done, ended);
        }
    }

    /// No other connection follows for now: those who wait for answers are told. Messages with QoS 1 and 2 are kept,
    /// and sent when a connection is made after all.
    void abandon(MqttException reason) {
        outbox.abandon(reason);
        subscriptions.abandon(reason);
    }

    /// A packet has come.
    void received(Packet packet, long now) {
        link.now = now;
        if (phase == Phase.ENDING) {
            return;
        }
        keepAlive.received();
        try {
            take(packet);
        } catch (MqttException e) {
            end(e);
        }
    }

    private void take(Packet packet) {
        if (phase == Phase.CONNECTING && !(packet instanceof ConnAck || packet instanceof Auth)) {
            throw protocolError("The server's first packet is " + packet.type() + ", not CONNACK.");
        }
        switch (packet) {
            // First, since the cases are tried in their order.
            case Publish it -> inbox.published(it);
            case PubAck it -> outbox.acknowledged(it);
            case PubRec it -> outbox.received(it);
            case PubRel it -> inbox.released(it);
            case PubComp it -> outbox.completed(it);
            case SubAck it -> subscriptions.acknowledged(it);
            case UnsubAck it -> subscriptions.acknowledged(it);
            case PingResp _ -> keepAlive.answered();
            case ConnAck it -> connected(it);
            case Auth it -> authenticated(it);
            case Disconnect it -> disconnected(it);
            case Connect _, Subscribe _, Unsubscribe _, PingReq _ ->
                throw protocolError("The server sent " + packet.type() + ", which only a client may send.");
        }
    }

    private void connected(ConnAck packet) {
        if (phase == Phase.OPEN) {
            throw protocolError("The server sent a second CONNACK.");
        }
        if (packet.code() != 0) {
            phase = Phase.ENDING;
            link.output.close(Refusals.connect(packet, link.version()));
            return;
        }
        if (packet.sessionPresent() && cleanStart && link.options.isV5()) {
            // [MQTT-3.2.2-4] of 5.0.
            throw protocolError("The server goes on with a session, and we asked for a new one by Clean Start.");
        }
        login.received(packet);
        String assigned = packet.properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
        if (assigned != null) {
            clientId = assigned;
        }
        phase = Phase.OPEN;
        link.isOpen = true;
        link.limits = Limits.of(packet);
        keepAlive.open((int) packet.properties().number(PropertyId.SERVER_KEEP_ALIVE, link.options.keepAlive()));
        // MQTT 3.1 does not say whether there was a session.
        boolean isSame = packet.sessionPresent() || link.version() == Version.V3_1 && !cleanStart;
        cleanStart = cleanStart && !isKept(packet);
        link.output.connected(packet);
        inbox.open(isSame);
        subscriptions.open(packet.sessionPresent());
        outbox.open(isSame);
    }

    /// Whether the session outlives this connection. Before 5.0 that is what Clean Session says.
    private boolean isKept(ConnAck packet) {
        long asked = link.options.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, 0);
        return link.options.isV5() && packet.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, asked) > 0;
    }

    private void authenticated(Auth packet) {
        boolean isLast = login.received(packet);
        CompletableFuture<Properties> done = reauthenticated;
        if (isLast && done != null) {
            reauthenticated = null;
            link.output.complete(done, packet.properties());
        }
    }

    private void disconnected(Disconnect packet) {
        phase = Phase.ENDING;
        link.isOpen = false;
        link.output.close(Refusals.disconnect(packet.reasonCode(), packet.properties()));
    }

    private static MqttException protocolError(String message) {
        return new MqttException(Failure.PROTOCOL, message, ReasonCode.PROTOCOL_ERROR.value(), Properties.NONE, null);
    }

    /// Ends the connection for something the server has done, and tells it.
    void end(MqttException reason) {
        if (phase == Phase.ENDING) {
            return;
        }
        boolean mayTell = link.options.isV5() && reason.reasonCode() >= 0x80 && phase != Phase.CLOSED;
        phase = Phase.ENDING;
        link.isOpen = false;
        if (mayTell) {
            link.send(new Disconnect(reason.reasonCode(), Properties.NONE));
        }
        link.output.close(reason);
    }

    /// Ends the connection because we want it.
    ///
    /// @throws IllegalArgumentException where the packet breaks a rule of the version
    void disconnect(int reasonCode, Properties properties, long now) {
        link.now = now;
        if (phase == Phase.OPEN || phase == Phase.CONNECTING) {
            link.send(new Disconnect(reasonCode, properties));
            phase = Phase.ENDING;
            link.isOpen = false;
        }
        link.output.close(null);
    }

    // What the application wants.

    /// Sends a message with QoS 0.
    void publish(Message message, long now) {
        link.now = now;
        if (!link.isOpen) {
            throw new MqttException(
                    Failure.NOT_CONNECTED,
                    "There is no connection, and a message with QoS 0 does not wait for one. Use QoS 1 or 2, or"
                            + " connect first.");
        }
        outbox.publish(message);
    }

    /// Accepts a message with QoS 1 or 2.
    void publish(Message message, CompletableFuture<Published> done, long now) {
        link.now = now;
        outbox.publish(message, done);
    }

    void subscribe(List<Subscribe.Request> requests, Properties properties, CompletableFuture<SubAck> done, long now) {
        link.now = now;
        subscriptions.subscribe(requests, properties, done);
    }

    void unsubscribe(List<String> filters, Properties properties, CompletableFuture<UnsubAck> done, long now) {
        link.now = now;
        subscriptions.unsubscribe(filters, properties, done);
    }

    void reauthenticate(CompletableFuture<Properties> done, long now) {
        link.now = now;
        if (!link.isOpen) {
            throw new MqttException(Failure.NOT_CONNECTED, "There is no connection to authenticate again.");
        }
        if (reauthenticated != null) {
            throw new IllegalStateException("The server has not answered the last authentication: wait for its end.");
        }
        login.again();
        reauthenticated = done;
    }

    void ping(CompletableFuture<Duration> done, long now) {
        link.now = now;
        if (!link.isOpen) {
            throw new MqttException(Failure.NOT_CONNECTED, "There is no connection to ask on.");
        }
        keepAlive.ping(done);
    }

    /// The application has finished with a message, so that it may be acknowledged.
    void handled(Message message, long now) {
        link.now = now;
        inbox.handled(message);
    }

    /// A part of a packet has come: the server is alive.
    void heard(long now) {
        link.now = now;
        keepAlive.received();
    }

    /// The server has taken a part of what we send. The silence is counted from there, ours as well as its own: a
    /// PINGREQ behind the rest would be answered when it has all.
    void taken(long now) {
        link.lastSent = now;
        heard(now);
    }

    /// The application keeps us from listening: the server is not to be blamed for its silence. Does what else is due.
    void busy(long now) {
        link.now = now;
        keepAlive.received();
        tick(now);
    }

    // The time.

    /// When to call [#tick] next, or [Link#NEVER].
    long deadline() {
        return Math.min(keepAlive.deadline(), outbox.deadline());
    }

    /// Does what is due: [#deadline()] is later then.
    void tick(long now) {
        link.now = now;
        try {
            keepAlive.tick();
            outbox.retry();
        } catch (MqttException e) {
            end(e);
        }
    }
}
