package mqttlab.conversation;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mqttlab.finding.Check;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Reaction;
import mqttlab.packet.Auth;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Derived;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Problem;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.Rule;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Trace;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Watches one connection: is told of its events in the order in which they were seen, and tells a [Listener]
/// which packets belong together and what breaks the standard.
///
/// It reads no bytes: packets come as [mqttlab.dissector.Conversation] has read them, and the trace may be used
/// again when [#packet] returns. Times are nanoseconds since whenever, the same for all observers that share
/// [Sessions].
public final class Observer {

    private final Scene scene;
    private final Sessions sessions;
    private final Ending ending;
    private final Authentication authentication;
    private final Login login;
    private final LimitChecks limits;
    private final KeepAlive keepAlive;
    private final Pings pings;
    private final Resumption resumption;
    private final AliasUse aliases;
    private final @Nullable Forwarding forwarding;
    private Session session;
    private boolean isBeginningSeen;
    private boolean isForgotten;
    private boolean isVersionMissed;
    private boolean isSenderMissed;
    private @Nullable Ended ended;

    /// @param stream the connection's number in findings
    /// @param server what tells servers apart, such as address and port
    public Observer(int stream, String server, Sessions sessions, Listener listener) {
        this.scene = new Scene(stream, listener);
        this.sessions = sessions;
        this.ending = new Ending(scene);
        this.authentication = new Authentication(scene);
        this.login = new Login(scene, ending, authentication);
        this.limits = new LimitChecks(scene);
        this.keepAlive = new KeepAlive(scene);
        this.pings = new Pings(scene);
        this.resumption = new Resumption(scene, sessions, server);
        this.aliases = new AliasUse(scene);
        this.forwarding = sessions.forwarding(server);
        this.session = new Session(scene, this);
    }

    /// The beginning of the connection was seen: what comes first is its first packet.
    public void begin() {
        isBeginningSeen = true;
    }

    /// Bytes were not seen. What is open cannot be told any more.
    public void gap() {
        scene.lost = true;
        scene.listener().lost();
        forget();
    }

    private void forget() {
        session.client.forget();
        session.server.forget();
        pings.forget();
        authentication.forget();
        keepAlive.lost();
        count();
    }

    /// The client has received all that was seen of the server so far, as its TCP acknowledgement shows. What it
    /// sends from now on must keep within what CONNACK says; without this it is given the benefit of the doubt
    /// for a while.
    public void clientHasAll() {
        scene.clientAnswered();
    }

    /// A packet, or what could not be read as one.
    ///
    /// @param number how findings and links will name it; rising
    /// @param time when its last byte was seen
    /// @param direction null where it is not known
    /// @param packet null where not all of it could be read
    public void packet(long number, long time, @Nullable Direction direction, Trace trace, @Nullable Packet packet) {
        scene.number = number;
        scene.time = time;
        scene.trace = trace;
        scene.version = trace.version();
        observe(direction, trace, packet);
        scene.done();
    }

    /// A packet that was not seen to its end. What there is of it may be wrong all the same; that it ends early is
    /// no fault.
    public void incomplete(long number, long time, @Nullable Direction direction, Trace trace) {
        scene.number = number;
        scene.time = time;
        scene.trace = trace;
        scene.version = trace.version();
        if (direction != null) {
            scene.from = Party.sending(direction);
            scene.listener().cut(scene.from, number);
        }
        problems(direction == null ? null : scene.from, !scene.has(Derived.UNKNOWN_VERSION), true);
        gap();
        scene.done();
    }

    private void observe(@Nullable Direction direction, Trace trace, @Nullable Packet packet) {
        boolean isVersionKnown = !scene.has(Derived.UNKNOWN_VERSION);
        PacketType type = trace.type();
        Direction way = direction != null || type == null ? direction : type.direction(trace.version());
        if (!trace.isSound()) {
            problems(direction == null ? null : Party.sending(direction), isVersionKnown, false);
        }
        if (way == null) {
            isSenderMissed = true;
            gap();
            return;
        }
        scene.from = Party.sending(way);
        scene.listener().seen(scene.from, scene.number, scene.time, trace, packet);
        if (!isVersionKnown) {
            isVersionMissed = true;
            login.order(isBeginningSeen, type);
            gap();
            return;
        }
        context(type, packet);
        if (packet == null) {
            gap();
        }
        scene.sent();
    }

    /// What is wrong with the packet itself. Of a version that is only assumed nothing can be said but that it is
    /// none.
    private void problems(@Nullable Party offender, boolean isVersionKnown, boolean isCut) {
        for (int i = 0; i < scene.trace.problems().size(); i++) {
            Problem problem = scene.trace.problems().get(i);
            Rule rule = problem.rule();
            if (!isVersionKnown && rule != Rule.PROTOCOL_NAME && rule != Rule.PROTOCOL_LEVEL) {
                continue;
            }
            if (isCut && comesOfTheEnd(problem)) {
                continue;
            }
            Finding finding = Finding.of(problem, scene.trace, offender, scene.stream, scene.number);
            scene.listener().finding(finding);
            if (offender != null && scene.trace.type() != PacketType.CONNECT && mustClose(finding.reaction(), rule)) {
                scene.from = offender;
                scene.mustEnd(rule.name().endsWith("FLAGS"));
            }
        }
    }

    /// Whether a packet that goes on may keep the rule: what is missing, or does not fit, may stand where it was cut
    /// off, and so may the rest of a character, which has at most four bytes.
    private boolean comesOfTheEnd(Problem problem) {
        return switch (problem.rule()) {
            case FITS, REMAINING_LENGTH_MATCHES -> true;
            case PAYLOAD_FORMAT -> problem.offset() > scene.trace.packet().length() - 4;
            default -> problem.length() == 0 && scene.trace.find(problem.field()) < 0;
        };
    }

    /// Whether the standard leaves no choice but to close the connection.
    private boolean mustClose(Reaction reaction, Rule rule) {
        String text = reaction.text();
        boolean mayClose = text.contains("(MAY)") || text.contains("(SHOULD") || rule.mayPass();
        // In 3.1.1 any violation obliges both sides to close; in 5.0 a server, where a reason code is assigned.
        return reaction.closes() && !mayClose && !(scene.isV5() && text.contains("(generic)"));
    }

    private void context(@Nullable PacketType type, @Nullable Packet packet) {
        boolean isWanted = login.order(isBeginningSeen, type);
        ending.packet();
        keepAlive.packet();
        limits.packet();
        resumption.packet();
        scene.checkTolerance();
        if (scene.from == Party.CLIENT && type != null) {
            authentication.clientPacket(type);
        }
        if (type == PacketType.CONNECT && isWanted && scene.begun && login.packet() < 0) {
            login.connect(packet instanceof Connect connect ? connect : null);
        } else if (type == PacketType.CONNECT) {
            return;
        }
        if (packet != null && !isMisdirected()) {
            dispatch(packet);
            count();
        }
    }

    /// Whether the packet is of a type that the other side sends: what it would mean of that side is not asked.
    private boolean isMisdirected() {
        return !scene.trace.isSound() && scene.trace.problems().stream().anyMatch(it -> it.rule() == Rule.DIRECTION);
    }

    private void dispatch(Packet packet) {
        switch (packet) {
            case Connect it -> connect(it);
            case ConnAck it -> connAck(it);
            case Publish it -> publish(it);
            case PubAck it -> acknowledge(it.type(), it.packetId(), it.reasonCode());
            case PubRec it -> acknowledge(it.type(), it.packetId(), it.reasonCode());
            case PubComp it -> acknowledge(it.type(), it.packetId(), it.reasonCode());
            case PubRel it -> session.of(scene.from).release(it.packetId(), it.reasonCode());
            case Subscribe it -> {
                limits.subscribe(it);
                boolean isTold = session.client.request(
                        it.type(), it.packetId(), it.requests().size());
                session.subscriptions.subscribe(it, isTold);
            }
            case SubAck it -> {
                if (session.client.answer(it.type(), it.packetId(), least(it.codes())) != null) {
                    session.subscriptions.granted(it);
                }
            }
            case Unsubscribe it -> {
                boolean isTold = session.client.request(
                        it.type(), it.packetId(), it.filters().size());
                session.subscriptions.unsubscribe(it, isTold);
            }
            case UnsubAck it -> {
                if (session.client.answer(it.type(), it.packetId(), least(it.codes())) != null) {
                    session.subscriptions.ended(it);
                }
            }
            case PingReq it -> pings.request();
            case PingResp it -> pings.response();
            case Disconnect it -> disconnect(it);
            case Auth it -> authentication.auth(it);
        }
    }

    /// Of several codes, the one that refuses least.
    private static int least(List<Integer> codes) {
        int least = codes.isEmpty() ? 0 : 0xff;
        for (int code : codes) {
            least = Math.min(least, code);
        }
        return least;
    }

    private void acknowledge(PacketType type, int id, int code) {
        Exchange exchange = session.of(scene.from.peer()).answer(type, id, code);
        aliases.acknowledged(exchange, code);
    }

    private void connect(Connect connect) {
        limits.connect(connect);
        keepAlive.asked(connect.keepAlive());
        resumption.connect(connect);
    }

    private void connAck(ConnAck ack) {
        if (login.connAck(ack, limits, keepAlive) && login.hasConnect()) {
            Session begun = session;
            session = resumption.accepted(ack, login.clientId(), begun, this);
            if (session != begun) {
                sessions.forget(begun);
            }
        }
    }

    private void publish(Publish publish) {
        limits.publish(publish);
        aliases.publish(publish);
        Limits ofPeer = limits.of(scene.from.peer());
        session.of(scene.from).publish(publish, ofPeer.receiveMaximum());
        if (scene.from == Party.SERVER) {
            session.subscriptions.delivered(publish);
        }
        forward(publish);
    }

    private void forward(Publish publish) {
        String topic = forwarding == null ? null : scene.topic(publish.topic());
        if (forwarding == null || topic == null) {
            return;
        }
        if (scene.from == Party.CLIENT) {
            forwarding.received(scene, topic, publish);
        } else {
            forwarding.sent(scene, topic, publish);
        }
    }

    private void disconnect(Disconnect disconnect) {
        limits.disconnect(disconnect);
        keepAlive.disconnect(disconnect);
        PropertyId interval = PropertyId.SESSION_EXPIRY_INTERVAL;
        if (scene.from == Party.CLIENT && disconnect.properties().has(interval)) {
            long seconds = disconnect.properties().number(interval, 0);
            if (seconds > 0 && resumption.askedExpiry() == 0 && scene.begun) {
                scene.report(Check.SESSION_EXPIRY_RAISED, interval.field(PacketType.DISCONNECT));
            } else {
                resumption.expiry(seconds);
            }
        }
        ending.mustClose(ifOpen(disconnect), false);
        ending.disconnected(disconnect.reasonCode());
    }

    private Check ifOpen(Disconnect disconnect) {
        if (disconnect.reasonCode() < 0x80) {
            return Check.OPEN_AFTER_DISCONNECT;
        }
        return authentication.isRenewing() ? Check.OPEN_AFTER_FAILED_RENEWAL : Check.OPEN_AFTER_ERROR;
    }

    /// Bounds what all conversations together remember.
    private void count() {
        if (sessions.count(session)) {
            return;
        }
        if (!isForgotten) {
            isForgotten = true;
            Check check = Check.FORGOTTEN;
            String found = session.client.size() + session.server.size() + " open exchanges, "
                    + session.subscriptions.all().size() + " topic filters";
            scene.report(check, check.severity(), scene.from, FixedHeader.TYPE, found);
        }
        sessions.forget(session);
        gap();
    }

    /// One side has closed its direction, at that time: it sends nothing more.
    public void closes(Direction direction, long time) {
        if (ended == null) {
            closed(Party.sending(direction), time);
            ending.closed(Party.sending(direction), time);
        }
    }

    /// A side has closed. Nobody needs to speak when goodbye was said.
    private void closed(@Nullable Party by, long time) {
        if (ending.closer() == null) {
            keepAlive.closed(by, time);
        }
    }

    /// @param stream the connection of the same client that was accepted at `at`, and had begun at `from`
    void takenOver(long from, long at, int stream) {
        resumption.takenOver(from, at, ended, ending.closer(), stream);
    }

    /// The connection is over, or the capture.
    ///
    /// @param by who closed it first, or null where that is not known
    public void end(long time, End how, @Nullable Direction by) {
        if (ended != null) {
            return;
        }
        ended = new Ended(
                time,
                how,
                by == null ? null : Party.sending(by),
                ending.disconnectedBy(),
                ending.disconnectCode(),
                login.refusal());
        if (how != End.SILENCE) {
            closed(ended.by(), time);
            ending.end(time);
        }
        resumption.ended(ended, ending.closer());
        session.client.stallEnds(-1, time);
        session.server.stallEnds(-1, time);
        session.client.end(login.isRefused());
        session.server.end(login.isRefused());
        pings.end(login.isRefused());
        if (session.observer == this) {
            boolean isKnown = scene.isSessionKnown() && scene.isAccepted();
            resumption.end(session, how == End.SILENCE ? Long.MAX_VALUE : time, isKnown);
            if (session.isComplete && session.expiry > 0) {
                sessions.rest(session);
            } else {
                sessions.forget(session);
            }
        }
        scene.listener().ended(ended);
    }

    /// The version of the last packet.
    public Version version() {
        return scene.version;
    }

    /// What its server passes on, or null where that is not followed.
    public @Nullable Forwarding forwarding() {
        return forwarding;
    }

    /// The client identifier, given or assigned; "" where none is known.
    public String clientId() {
        return login.clientId();
    }

    /// What a side accepts.
    public Limits limits(Party party) {
        return limits.of(party);
    }

    /// The Keep Alive that holds, in seconds; 0 for none.
    public int keepAlive() {
        return keepAlive.seconds();
    }

    /// The longest time in which nothing was heard of the client, in nanoseconds.
    public long longestSilence() {
        return keepAlive.longestSilence();
    }

    /// What the client has subscribed to in its session, as far as it was seen and is remembered.
    public Collection<Subscription> subscriptions() {
        return session.subscriptions.all();
    }

    /// The code of the DISCONNECT that was seen, or -1.
    public int disconnectCode() {
        return ending.disconnectCode();
    }

    /// Why not all of the connection was judged, as far as it was seen.
    public Set<Abstention> abstentions() {
        EnumSet<Abstention> reasons = EnumSet.noneOf(Abstention.class);
        if (!scene.begun) {
            reasons.add(Abstention.NO_BEGINNING);
        } else if (scene.isAccepted() && Boolean.FALSE.equals(scene.fresh) && !scene.carried) {
            reasons.add(Abstention.OLD_SESSION);
        }
        if (isVersionMissed) {
            reasons.add(Abstention.NO_VERSION);
        } else if (isSenderMissed) {
            reasons.add(Abstention.NO_SENDER);
        } else if (scene.lost) {
            reasons.add(Abstention.LOST);
        }
        if (ended == null || ended.how() == End.SILENCE) {
            reasons.add(Abstention.NO_END);
        }
        return reasons;
    }

    /// Whether its CONNECT was seen, and could be read.
    public boolean hasConnect() {
        return login.hasConnect();
    }

    /// How the connection ended, or null while it lasts.
    public @Nullable Ended ended() {
        return ended;
    }

    /// Whether everything was seen from CONNECT on.
    public boolean isWhole() {
        return scene.isWhole();
    }
}
