package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mqttlab.packet.Auth;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Topics;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// All of a broker but its network: every connection, session, subscription and retained message. It belongs to one
/// thread, on which all its methods are called.
///
/// What comes in between two calls of [#flush] is a turn. Bytes for a client are gathered during a turn and go to its
/// link at the turn's end; what they say of the disk waits until the store has that turn's changes. So "nothing leaves
/// the broker before what it says is kept" holds without a word about it where a packet is sent.
public final class Hub {

    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;
    /// How many retained messages are looked at in a turn, if one search does not take more: others wait meanwhile.
    private static final int MOST_SEARCHED = 10_000;

    /// What a hub needs of the world.
    ///
    /// @param store null to keep nothing
    /// @param watcher is told what happens; null for nobody
    /// @param thread runs something on the hub's thread, later: what a store or a slow check of a password has to
    /// say
    public record Setup(
            Limits limits,
            Access access,
            List<Mechanism.Method> methods,
            @Nullable Store store,
            @Nullable Consumer<? super BrokerEvent> watcher,
            Clock clock,
            Executor thread) {

        /// A broker that keeps nothing, lets everybody in and is watched by nobody.
        public Setup(Clock clock, Executor thread) {
            this(Limits.DEFAULT, Access.ANYBODY, List.of(), null, null, clock, thread);
        }
    }

    private final Setup setup;
    private final boolean isWatched;
    private final boolean limitsReading;
    private final Counts counts = new Counts();
    private final Writers writers31 = new Writers(Version.V3_1);
    private final Writers writers311 = new Writers(Version.V3_1_1);
    private final Writers writers5 = new Writers(Version.V5);
    private final Frames frames = new Frames();
    private final Deadlines deadlines = new Deadlines();
    private final Ledger ledger;
    private final Sessions sessions;
    private final Retainer retainer;
    private final Publishing publishing;
    private final Subscribing subscribing;
    private final Connecting connecting;
    private final SysTopics sys;
    private final long startedAt;

    private final Set<Connection> connections = new HashSet<>();
    private long now;
    private long passed;
    private long second;
    private long minute;
    private boolean isDown;
    private int searched;

    /// Connections with something to send at the turn's end.
    private List<Connection> written = new ArrayList<>();
    /// Publishers that may go on at the turn's end.
    private List<Connection> resumed = new ArrayList<>();

    /// A hub with all that its store has kept.
    ///
    /// @throws StoreException where that cannot be read
    public Hub(Setup setup) {
        this.setup = setup;
        this.isWatched = setup.watcher != null && !(setup.watcher instanceof TroubleWatcher);
        this.limitsReading = setup.access.limitsReading();
        wake();
        this.ledger = new Ledger(this, setup.store, setup.thread);
        this.sessions = new Sessions(this);
        this.retainer = new Retainer(this);
        this.publishing = new Publishing(this, retainer);
        this.subscribing = new Subscribing(this, publishing.routes());
        this.connecting = new Connecting(this, sessions);
        this.sys = new SysTopics(this, publishing);
        this.startedAt = passed;
        this.second = passed;
        this.minute = passed;
        if (setup.store != null) {
            new Restoring(this, sessions, publishing.routes(), retainer).from(setup.store);
        }
    }

    // What comes from the network.

    /// A client has opened a network connection.
    public Connection open(Link link) {
        wake();
        Connection it = new Connection(this, link);
        counts.connectionsOpened++;
        connections.add(it);
        say(() -> new BrokerEvent.Opened(link.peer(), link.listener()));
        if (isDown || connections.size() > setup.limits.connections()) {
            String why = isDown ? "the broker is going" : "there are " + setup.limits.connections() + " connections";
            refused(it, 0, why);
            connections.remove(it);
            it.close();
        }
        return it;
    }

    /// Bytes came from a client. The array is the caller's again afterwards.
    public void received(Connection connection, byte[] bytes, int from, int to) {
        if (connection.phase == Connection.Phase.CLOSED) {
            return;
        }
        wake();
        counts.bytesIn += to - from;
        connection.received(bytes, from, to);
    }

    /// The network connection has ended, by whoever's doing.
    ///
    /// @param why in words, such as "closed by the client" or "Connection reset"
    public void closed(Connection connection, String why) {
        wake();
        ledger.forget(connection);
        connection.finish();
        boolean wasOpen = connection.phase != Connection.Phase.CLOSED;
        connection.lost();
        if (wasOpen) {
            leave(connection, true, -1, why, true);
        }
    }

    /// Much of what was written to a link has left: its [backlog][Link#backlog()] is small again.
    public void drained(Connection connection) {
        if (connection.phase != Connection.Phase.CLOSED) {
            connection.drained();
        }
    }

    /// Ends a turn: what was written goes to the links, and changes to the store. Called when no more bytes are there
    /// to be [#received] for now.
    public void flush() {
        // Whoever goes on may set others free, and so on: they have their turn, too.
        for (int i = 0; i < 1000 && !resumed.isEmpty(); i++) {
            List<Connection> all = resumed;
            resumed = new ArrayList<>();
            all.forEach(Connection::proceed);
        }
        ledger.flush();
        long kept = ledger.keptBatch();
        List<Connection> all = written;
        written = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).outlet.flush(kept);
        }
        searched = 0;
    }

    /// The store keeps nothing any more. What was not kept was not acknowledged, and never will be.
    void failed(StoreException trouble) {
        tell(new BrokerEvent.Trouble(String.valueOf(trouble.getMessage())));
        shutDown();
        flush();
    }

    /// Looks what is due by now: keep alive, wills, expiry. Called a few times a second.
    public void tick() {
        wake();
        deadlines.run(now);
        if (passed - second >= SECOND) {
            second = passed;
            sys.tick();
            for (Connection it : List.copyOf(connections)) {
                check(it);
            }
            if (passed - minute >= MINUTE) {
                minute = passed;
                retainer.sweep();
            }
        }
    }

    private void check(Connection it) {
        switch (it.phase) {
            case NEW, AUTHENTICATING -> {
                if (isOverdue(it)) {
                    String what = it.phase == Connection.Phase.NEW ? "no CONNECT" : "no end of authentication";
                    end(it, 0x87, what + " within " + setup.limits.connectSeconds() + " s");
                }
            }
            case VERIFYING -> {
                if (isOverdue(it)) {
                    connecting.undecided(it);
                }
            }
            case UP -> {
                it.newSecond();
                it.waiters.check(it.link().backlog());
                // "If the Keep Alive value is non-zero and the Server does not receive an MQTT Control Packet from
                // the Client within one and a half times the Keep Alive time period, it MUST close the Network
                // Connection to the Client as if the network had failed" [MQTT-3.1.2-22] of 5.0, [MQTT-3.1.2-24] of
                // 3.1.1.
                if (passed - it.heardAt >= it.patience) {
                    end(it, 0x8d, "silent for 1.5 times its Keep Alive");
                }
            }
            case CLOSED -> {}
        }
    }

    private boolean isOverdue(Connection it) {
        return passed - it.openedAt >= setup.limits.connectSeconds() * (long) SECOND;
    }

    /// Tells all clients that the server goes (0x8B), and closes their connections; sessions are kept.
    public void shutDown() {
        isDown = true;
        for (Connection it : List.copyOf(connections)) {
            it.finish();
            end(it, 0x8b, "the broker is going");
        }
    }

    /// Whether the store can keep nothing any more: nobody is let in.
    public boolean hasFailed() {
        return ledger.failure() != null;
    }

    /// Publishes a message of the broker's own, or of the program around it.
    public void publish(Message message) {
        wake();
        publishing.route(message, null, "by the broker");
    }

    /// Says how it is, at topics below `$SYS/`, every so many seconds; 0 for never.
    public void reportEvery(int seconds) {
        sys.start(seconds);
    }

    /// How it is. Takes a while where there are very many connections.
    public Figures figures() {
        wake();
        StoreException failure = ledger.failure();
        int connected = 0;
        for (Connection it : connections) {
            connected += it.isUp() ? 1 : 0;
        }
        return new Figures(
                (passed - startedAt) / SECOND,
                connected,
                sessions.count(),
                publishing.routes().count(),
                retainer.count(),
                sessions.waiting(),
                counts.connectionsOpened,
                counts.refused,
                counts.packetsIn,
                counts.packetsOut,
                counts.bytesIn,
                counts.bytesOut,
                counts.received,
                counts.sent,
                counts.dropped,
                failure == null ? null : failure.getMessage());
    }

    public Counts counts() {
        return counts;
    }

    public int connectionCount() {
        return connections.size();
    }

    public int sessionCount() {
        return sessions.count();
    }

    public int subscriptionCount() {
        return publishing.routes().count();
    }

    public int retainedCount() {
        return retainer.count();
    }

    // What packets mean.

    void packet(Connection from, Packet packet) {
        switch (from.phase) {
            case UP -> up(from, packet);
            case NEW -> {
                if (packet instanceof Connect connect) {
                    connecting.connect(from, connect);
                } else {
                    // "the first packet sent from the Client to the Server MUST be a CONNECT packet"
                    // [MQTT-3.1.0-1] of 3.1.1 and 5.0.
                    end(from, 0x82, "the first packet is no CONNECT");
                }
            }
            case AUTHENTICATING -> {
                switch (packet) {
                    case Auth auth -> connecting.auth(from, auth);
                    case Disconnect it -> end(from, 0, "disconnected while authenticating");
                    default -> end(from, 0x82, packet.type() + " before authentication has ended");
                }
            }
            case VERIFYING, CLOSED -> {}
        }
    }

    private void up(Connection from, Packet packet) {
        switch (packet) {
            case Publish it -> publishing.publish(from, it);
            case PubAck it -> publishing.puback(from, it);
            case PubRec it -> publishing.pubrec(from, it);
            case PubRel it -> publishing.pubrel(from, it);
            case PubComp it -> publishing.pubcomp(from, it);
            case Subscribe it -> subscribing.subscribe(from, it);
            case Unsubscribe it -> subscribing.unsubscribe(from, it);
            case PingReq it -> from.send(new PingResp());
            case Disconnect it -> connecting.disconnect(from, it);
            case Auth it -> connecting.auth(from, it);
            // "A Client can only send the CONNECT packet once over a Network Connection" [MQTT-3.1.0-2].
            case Connect it -> end(from, 0x82, "a second CONNECT");
            case ConnAck it -> end(from, 0x82, "only servers send CONNACK");
            case SubAck it -> end(from, 0x82, "only servers send SUBACK");
            case UnsubAck it -> end(from, 0x82, "only servers send UNSUBACK");
            case PingResp it -> end(from, 0x82, "only servers send PINGRESP");
        }
    }

    void malformed(Connection from, MalformedPacketException e, byte[] bytes, int start, int end) {
        if (from.phase == Connection.Phase.NEW) {
            connecting.malformed(from, e, bytes, start, end);
        } else {
            // A second CONNECT may be wrong in a way that only CONNACK has a code for.
            boolean isListed = ReasonCode.of(PacketType.DISCONNECT, e.reasonCode()) != null;
            end(from, isListed ? e.reasonCode() : 0x82, e.getMessage());
        }
    }

    // What the parts of the hub need of each other.

    Limits limits() {
        return setup.limits;
    }

    Access access() {
        return setup.access;
    }

    List<Mechanism.Method> methods() {
        return setup.methods;
    }

    Executor thread() {
        return setup.thread;
    }

    long now() {
        return now;
    }

    /// What has passed, whatever was done to the clock.
    long passed() {
        return passed;
    }

    /// Looks at the clock. Called also where the hub is entered by another way than its public methods.
    void wake() {
        now = setup.clock.now();
        passed = setup.clock.passed();
    }

    Writers writers(Version version) {
        return switch (version) {
            case V3_1 -> writers31;
            case V3_1_1 -> writers311;
            case V5 -> writers5;
        };
    }

    Frames frames() {
        return frames;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean isWatched() {
        return isWatched;
    }

    void say(Supplier<? extends BrokerEvent> event) {
        if (isWatched) {
            tell(event.get());
        }
    }

    private void tell(BrokerEvent event) {
        if (setup.watcher != null) {
            setup.watcher.accept(event);
        }
    }

    void drop(Session session, Message message, String why) {
        counts.dropped++;
        say(() -> new BrokerEvent.Dropped(session.clientId, message, why));
    }

    void refused(Connection it, int reasonCode, String why) {
        counts.refused++;
        say(() -> new BrokerEvent.Refused(it.clientId(), it.link().peer(), reasonCode, why));
    }

    /// What is retained at a topic, or null.
    @Nullable
    Message retainedAt(String topic) {
        return SysTopics.has(topic) ? sys.get(topic) : retainer.get(topic);
    }

    /// The topics of the retained messages that a pattern matches.
    List<String> retained(String pattern) {
        List<String> found = retainer.find(pattern);
        found.addAll(sys.find(pattern));
        return found;
    }

    /// Whether there is time in this turn to look up what a pattern matches. It is taken to be used.
    boolean maySearch(String pattern) {
        int cost = Topics.hasWildcard(pattern) ? retainer.count() + 1 : 1;
        boolean may = searched == 0 || searched + cost <= MOST_SEARCHED;
        searched += may ? cost : 0;
        return may;
    }

    /// The number of the message that was retained last.
    long lastRetained() {
        return ledger.lastNumber();
    }

    /// Whether a session may get a message now. Asked when it is chosen to, and again when what waited goes out.
    boolean mayRead(Session session, Message message) {
        return !limitsReading || setup.access.mayRead(session.who, message.topic());
    }

    void written(Connection it) {
        written.add(it);
    }

    void proceedLater(Connection it) {
        resumed.add(it);
    }

    /// Ends a connection by our doing.
    ///
    /// @param reasonCode of a DISCONNECT of 5.0; 0 to send none
    void end(Connection it, int reasonCode, String why) {
        if (it.phase == Connection.Phase.CLOSED) {
            return;
        }
        boolean hasReason = it.isUp() && it.isV5() && reasonCode != 0;
        if (hasReason) {
            it.sendDisconnect(reasonCode, why);
        }
        // Behind what is not kept, and never will be, it is not sent.
        boolean isSent = hasReason && !(hasFailed() && it.outlet.isHeldBack());
        it.close();
        leave(it, true, isSent ? reasonCode : -1, why, false);
    }

    /// A connection is over: what becomes of its session and its will.
    void leave(Connection it, boolean withWill, int reasonCode, String why, boolean byClient) {
        connections.remove(it);
        Session session = it.session;
        if (session == null || session.connection != it) {
            if (session == null) {
                refused(it, it.refusal, why);
            }
            return;
        }
        session.connection = null;
        boolean isKept = session.expiry > 0;
        say(() -> new BrokerEvent.Disconnected(session.clientId, it.link().peer(), byClient, reasonCode, why, isKept));
        sessions.left(session, withWill);
    }

    /// Whether a client may have its will published.
    boolean mayPublish(Access.Who who, Message will) {
        return publishing.mayPublish(who, will);
    }

    void publishWill(Session session, Message will) {
        if (mayPublish(session.who, will)) {
            publishing.route(will, null, "will of \"" + session.clientId + "\"");
        }
    }

    void unsubscribe(Recipient.Subscription it) {
        publishing.routes().remove(it);
    }
}
