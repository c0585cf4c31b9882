package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Framing;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// A client's network connection, from its opening to its end: bytes in, cut into packets; packets out.
public final class Connection {

    /// Before CONNECT nobody has a reason to send more.
    private static final int LONGEST_CONNECT = 1 << 20;

    enum Phase {
        /// No CONNECT came.
        NEW,
        /// Somebody looks whether the client may connect.
        VERIFYING,
        /// AUTH packets go to and fro.
        AUTHENTICATING,
        UP,
        CLOSED
    }

    private final Hub hub;
    private final Link link;

    Phase phase = Phase.NEW;
    Version version = Version.V3_1_1;
    final long openedAt;
    long heardAt;

    // What CONNECT said, and what came of it.
    private Access.Who who = new Access.Who("", null);
    /// Null until the client is accepted.
    @Nullable
    Session session;
    /// The longest silence in milliseconds, or [Long#MAX_VALUE].
    long patience = Long.MAX_VALUE;
    boolean wantsReasons = true;
    /// Whether the session is to end with the connection.
    boolean endsSession;
    /// The reason code of the CONNACK that refuses the client, as 5.0 has it; 0 where there is none.
    int refusal;
    private int window;
    private int longestPacket = Framing.MAX_LENGTH;
    private int aliasesAllowed;
    /// The exchange that has not ended.
    @Nullable
    Mechanism mechanism;
    /// The Authentication Method of CONNECT.
    @Nullable
    String method;
    /// What is to come of the exchange.
    @Nullable
    Connect connect;

    private @Nullable String @Nullable [] aliasesIn;
    private @Nullable Map<String, Integer> aliasesOut;

    // What came in.
    /// The beginning of a packet.
    private final Backlog part = new Backlog();
    /// Whole packets that wait.
    private final Backlog later = new Backlog();
    private boolean isPaused;
    /// The slow subscribers on whose account this client is read no further.
    private int throttles;
    private boolean isRateLimited;
    /// Whether the network connection ends, and what the client said last is looked at.
    private boolean isGone;
    /// Whether something of that was left out.
    private boolean isLastLost;
    private int published;
    /// The messages of QoS 2 that came first over this connection and that the client has not released.
    private int unreleased;

    /// What goes out.
    final Outlet outlet;

    /// Those who are read no further until this client has caught up.
    final Waiters waiters;

    Connection(Hub hub, Link link) {
        this.hub = hub;
        this.link = link;
        this.openedAt = hub.passed();
        this.heardAt = openedAt;
        this.outlet = new Outlet(hub, this, link);
        this.waiters = new Waiters(hub, this);
    }

    String clientId() {
        return who.clientId();
    }

    Access.Who who() {
        return who;
    }

    Link link() {
        return link;
    }

    /// The session of a client that is connected.
    Session session() {
        Session it = session;
        if (it == null) {
            throw new IllegalStateException("not connected");
        }
        return it;
    }

    boolean isV5() {
        return version == Version.V5;
    }

    boolean isUp() {
        return phase == Phase.UP;
    }

    /// How many messages may be in flight to the client.
    int window() {
        return window;
    }

    /// Says what the client takes, which holds for the answer to its CONNECT, too.
    void takes(int longestPacket) {
        this.longestPacket = longestPacket;
    }

    void accepted(Access.Who who, int window, int aliasesAllowed) {
        this.who = who;
        this.window = window;
        this.aliasesAllowed = aliasesAllowed;
        this.phase = Phase.UP;
        // Until now it was for us to say something.
        this.heardAt = hub.passed();
    }

    void named(String clientId) {
        who = new Access.Who(clientId, null);
    }

    // In.

    void received(byte[] bytes, int from, int to) {
        heardAt = hub.passed();
        int at = from;
        // First what the beginning lacks, and no more: the rest can be read where it is.
        while (!part.isEmpty() && at < to && phase != Phase.CLOSED) {
            Framing framing = Framing.next(part.array(), 0, part.size());
            int missing = framing instanceof Framing.Missing(int count) ? Math.min(count, to - at) : 0;
            part.add(bytes, at, at + missing);
            at += missing;
            if (parse(part.array(), 0, part.size()) > 0) {
                part.clear();
            }
        }
        if (phase != Phase.CLOSED) {
            at = parse(bytes, at, to);
            part.add(bytes, at, to);
        }
    }

    /// Takes in all whole packets; returns where the first that is not begins.
    private int parse(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && phase != Phase.CLOSED) {
            switch (Framing.next(bytes, at, to)) {
                case Framing.Whole(int header, int length) -> {
                    if (isTooLong(length)) {
                        return to;
                    }
                    take(bytes, at, at + length);
                    at += length;
                }
                case Framing.Missing(int missing) -> {
                    isTooLong(to - at + missing);
                    return at;
                }
                case Framing.Malformed(int offset) -> {
                    fail(0x81, "Remaining Length goes on after its fourth byte");
                    return to;
                }
            }
        }
        return at;
    }

    private boolean isTooLong(int length) {
        int most = phase == Phase.NEW
                ? Math.min(LONGEST_CONNECT, hub.limits().packetSize())
                : hub.limits().packetSize();
        if (length > most) {
            fail(0x95, "a packet of " + length + " bytes; accepted are " + most);
        }
        return length > most;
    }

    private void take(byte[] bytes, int from, int to) {
        if (isGone) {
            takeLast(bytes, from, to);
            return;
        }
        boolean waits = switch (phase) {
            case VERIFYING -> true;
            case NEW, AUTHENTICATING, CLOSED -> false;
            // Acknowledgements are never held back: who waits for them may be the reason for the delay.
            case UP -> (isThrottled() || isBehind()) && !isAcknowledgement(bytes[from]);
        };
        if (waits) {
            later.add(bytes, from, to);
            if (!isPaused && later.size() > mayWait()) {
                isPaused = true;
                link.pause();
            }
        } else {
            read(bytes, from, to);
        }
    }

    /// Takes in what waited when the network connection ended: messages of QoS 0 up to the first packet that the client
    /// sends again since nobody answered it, and in any case its leave, without which its will would be published.
    private void takeLast(byte[] bytes, int from, int to) {
        int type = (bytes[from] & 0xff) >>> 4;
        boolean isUnanswered = type != PacketType.PUBLISH.number() || (bytes[from] & 0x06) != 0;
        if (type == PacketType.DISCONNECT.number() || !isUnanswered && !isLastLost) {
            read(bytes, from, to);
        } else {
            isLastLost = true;
        }
    }

    /// The network connection has ended, or is to end by no fault of the client: what waits is looked at now.
    void finish() {
        if (phase == Phase.UP && !later.isEmpty()) {
            isGone = true;
            byte[] bytes = later.take();
            parse(bytes, 0, bytes.length);
        }
    }

    boolean isGone() {
        return isGone;
    }

    private static boolean isAcknowledgement(byte first) {
        int type = (first & 0xff) >>> 4;
        return type >= PacketType.PUBACK.number() && type <= PacketType.PUBREC.number()
                || type == PacketType.PUBCOMP.number();
    }

    private void read(byte[] bytes, int from, int to) {
        Packet packet;
        try {
            packet = Codec.read(bytes, from, to, version, Direction.CLIENT_TO_SERVER);
        } catch (MalformedPacketException e) {
            hub.malformed(this, e, bytes, from, to);
            return;
        }
        hub.counts().packetsIn++;
        hub.packet(this, packet);
    }

    private boolean isThrottled() {
        return throttles > 0 || isRateLimited || !later.isEmpty();
    }

    private boolean mayGoOn() {
        // Who does not read is asked nothing: every answer would have to wait in our memory.
        return phase != Phase.CLOSED && phase != Phase.VERIFYING && throttles == 0 && !isRateLimited && !isBehind();
    }

    /// Goes on with what waits, as far as it may.
    void proceed() {
        if (!mayGoOn()) {
            return;
        }
        // Only whole packets wait. What has to wait again stays where it is.
        while (!later.isEmpty() && mayGoOn()) {
            byte[] bytes = later.array();
            int from = later.from();
            if (!(Framing.next(bytes, from, later.to()) instanceof Framing.Whole(int _, int length))) {
                throw new IllegalStateException("not a whole packet");
            }
            later.skip(length);
            read(bytes, from, from + length);
        }
        readOn();
    }

    private void readOn() {
        if (isPaused && later.size() <= mayWait() / 2 && phase != Phase.CLOSED) {
            isPaused = false;
            heardAt = hub.passed();
            link.resume();
        }
    }

    /// How many bytes may wait before the client is read no further. What it acknowledges is wanted, even so.
    private int mayWait() {
        return session != null && session.out.isUnanswered() ? hub.limits().backlog() : 0;
    }

    // Slow subscribers, and those who publish to them.

    /// Counts a message; one too many waits for the next second.
    void countPublished() {
        int most = hub.limits().messagesPerSecond();
        if (most > 0 && ++published >= most) {
            isRateLimited = true;
        }
    }

    /// Counts a message of QoS 2 that did not come before; returns false where the client was told that it may not have
    /// as many under way. 5.0 section 4.9.
    boolean countUnreleased() {
        boolean may = !isV5() || unreleased < hub.limits().receiveMaximum();
        unreleased += may ? 1 : 0;
        return may;
    }

    /// A handshake has ended: of this connection, as far as the client's quota goes.
    void countReleased() {
        unreleased = Math.max(0, unreleased - 1);
    }

    void newSecond() {
        published = 0;
        isRateLimited = false;
        outlet.look();
        // Where we do not read on account of others, or of the store, silence is not the client's fault.
        if (isPaused && (!isBehind() || outlet.isHeldBack())) {
            heardAt = hub.passed();
        }
        proceed();
    }

    /// Something has left. Who is not read has no other way to show that it lives.
    void hasTaken() {
        if (isPaused) {
            heardAt = hub.passed();
        }
    }

    boolean isBehind() {
        return outlet.pending() > hub.limits().backlog();
    }

    /// Whether publishers should wait for this client.
    boolean isAwaited() {
        return waiters.isAny() || isBehind();
    }

    boolean hasCaughtUp() {
        return outlet.pending() <= hub.limits().backlog() / 2
                && (session == null || session.out.waiting() <= hub.limits().queued() / 2);
    }

    /// Whether hardly anything waits for this client.
    boolean isIdle() {
        return outlet.pending() <= hub.limits().backlog() / 16 && (session == null || session.out.waiting() == 0);
    }

    /// Another slow subscriber makes this client wait; returns whether it is the first.
    boolean throttle() {
        return throttles++ == 0;
    }

    /// Returns whether it was the last.
    boolean unthrottle() {
        return --throttles == 0;
    }

    /// Less waits for the client than before: what it has asked meanwhile has its turn soon.
    void goOn() {
        if (!later.isEmpty()) {
            hub.proceedLater(this);
        }
        if (session != null) {
            session.pumpRetained();
        }
        waiters.relieve();
    }

    void drained() {
        outlet.look();
        waiters.moved();
        goOn();
    }

    // Out.

    /// Sends a packet, without what 5.0 lets a server leave out where it would be longer than the client accepts. Where
    /// it is so even then, the connection ends.
    void send(Packet packet) {
        Writer writer = outlet.writer();
        int start = writer.size();
        if (fits(writer, packet) || fits(writer, Bare.of(packet))) {
            hub.counts().out(writer.size() - start);
        } else {
            cannotSend(packet);
        }
    }

    /// Without this packet the client would wait for ever.
    private void cannotSend(Packet packet) {
        if (packet.type() != PacketType.DISCONNECT) {
            fail(0, packet.type() + " is longer than the client's Maximum Packet Size of " + longestPacket);
        }
    }

    /// Sends a message; false where its packet is longer than the client accepts.
    boolean publish(Message message, int qos, boolean dup, boolean retain, int packetId, int[] identifiers) {
        if (qos > 0) {
            readOn();
        }
        Writer writer = outlet.writer();
        int start = writer.size();
        boolean fits = append(writer, message, qos, dup, retain, packetId, identifiers);
        if (fits && !SysTopics.has(message.topic())) {
            hub.counts().sent++;
            hub.counts().out(writer.size() - start);
        }
        return fits;
    }

    /// Sends a message at QoS 0, or drops it where its packet is longer than the client accepts.
    void publish(Message message, boolean retain, int[] identifiers) {
        if (!publish(message, 0, false, retain, 0, identifiers)) {
            hub.drop(session(), message, Outflow.TOO_LONG);
        }
    }

    private boolean append(
            Writer writer, Message message, int qos, boolean dup, boolean retain, int packetId, int[] identifiers) {
        boolean isPlain = identifiers.length == 0 && message.expiresAt() == Long.MAX_VALUE;
        if (!isV5() || isPlain && aliasesAllowed == 0) {
            return hub.frames().append(writer, version, message, qos, dup, retain, packetId, longestPacket);
        }
        String topic = message.topic();
        List<Property> properties = new ArrayList<>(message.properties().all());
        if (message.expiresAt() != Long.MAX_VALUE) {
            // "The PUBLISH packet sent to a Client by the Server MUST contain a Message Expiry Interval set to the
            // received value minus the time that the Application Message has been waiting in the Server"
            // [MQTT-3.3.2-6] of 5.0.
            long left = Math.max(0, (message.expiresAt() - hub.now() + 999) / 1000);
            properties.add(new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, left));
        }
        for (int identifier : identifiers) {
            properties.add(new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, identifier));
        }
        int unaliased = properties.size();
        String aliased = alias(topic, properties);
        Bytes payload = message.payload();
        if (fits(writer, new Publish(aliased, qos, dup, retain, packetId, new Properties(properties), payload))) {
            return true;
        }
        if (aliasesOut == null || aliased.isEmpty() || properties.size() == unaliased) {
            return false;
        }
        // An alias that is told for the first time makes a packet longer.
        aliasesOut.remove(topic);
        properties.removeLast();
        return fits(writer, new Publish(topic, qos, dup, retain, packetId, new Properties(properties), payload));
    }

    /// Writes a packet, if the client takes one as long as that.
    private boolean fits(Writer writer, Packet packet) {
        int start = writer.size();
        writer.write(packet);
        boolean fits = writer.size() - start <= longestPacket;
        if (!fits) {
            writer.cut(start);
        }
        return fits;
    }

    /// Adds the alias that stands for a topic, and returns what to send as its name. The first topics get one.
    private String alias(String topic, List<Property> properties) {
        if (aliasesAllowed == 0) {
            return topic;
        }
        if (aliasesOut == null) {
            aliasesOut = new HashMap<>();
        }
        Integer alias = aliasesOut.get(topic);
        if (alias != null) {
            properties.add(new Property.Numeric(PropertyId.TOPIC_ALIAS, alias));
            return "";
        }
        if (aliasesOut.size() < aliasesAllowed) {
            int next = aliasesOut.size() + 1;
            aliasesOut.put(topic, next);
            properties.add(new Property.Numeric(PropertyId.TOPIC_ALIAS, next));
        }
        return topic;
    }

    /// The topic that an alias from the client stands for, or null.
    @Nullable
    String aliasIn(int alias) {
        return aliasesIn == null ? null : aliasesIn[alias];
    }

    void setAliasIn(int alias, String topic) {
        if (aliasesIn == null) {
            aliasesIn = new String[hub.limits().topicAliases() + 1];
        }
        aliasesIn[alias] = topic;
    }

    // The end.

    /// Ends the connection because the client broke a rule, or we cannot go on.
    void fail(int reasonCode, String why) {
        hub.end(this, reasonCode, why);
    }

    /// Says why, where the version has a packet for it.
    void sendDisconnect(int reasonCode, String why) {
        send(new Disconnect(reasonCode, Reasons.of(why)));
    }

    /// Closes the link when all has left that was sent.
    void close() {
        phase = Phase.CLOSED;
        later.clear();
        part.clear();
        waiters.release();
        outlet.close();
    }

    /// The link has closed itself.
    void lost() {
        phase = Phase.CLOSED;
        later.clear();
        part.clear();
        waiters.release();
        outlet.lost();
    }
}
