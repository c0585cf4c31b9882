package mqttlab.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mqttlab.conversation.Ended;
import mqttlab.conversation.Listener;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Auth;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Trace;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// One connection under examination: listens to its observer and keeps what its sentences need. That is bounded,
/// however long the connection lasts.
public final class Case implements Listener {

    static final long NONE = -1;
    private static final int MOST_RULES = 12;
    /// A packet this long may take its time on the way; the silence before it cannot be told.
    private static final int LONG = 1 << 16;

    /// What one side did.
    static final class Side {
        long packets;
        long last = NONE;
        long lastTime;

        @Nullable
        PacketType lastType;
        /// The last packet of which only the beginning was seen.
        long cut = NONE;
        /// The last finding about it for which its peer closes.
        @Nullable
        Finding fatal;

        int maximum;
        long stalls;
        long stalledNanos;
        long longestStall = NONE;
        long stallFrom = NONE;
        long stallTo = NONE;
    }

    /// Findings that say the same.
    static final class Breach {
        final Finding finding;
        final Proof proof = new Proof();

        Breach(Finding finding) {
            this.finding = finding;
        }
    }

    private final int stream;
    private final Diagnosis diagnosis;
    private final String server;
    private final String address;
    private final String client;
    final Side ofClient = new Side();
    final Side ofServer = new Side();

    Version version = Version.V3_1_1;
    long firstTime;
    String clientId = "";
    long connect = NONE;
    long connectTime;
    boolean hasWill;
    long connAck = NONE;
    private long connAckTime = Long.MIN_VALUE;
    int connAckCode = -1;
    String reason = "";
    long disconnect = NONE;
    long disconnectTime;
    int takenOverBy = -1;

    @Nullable
    Ended ended;

    /// In seconds; 0 for none.
    int keepAlive;
    private boolean isHeard;
    long silence = NONE;
    long silenceFrom = NONE;
    long silenceTo = NONE;
    /// A PINGREQ that is not answered.
    long ping = NONE;
    long pingTime;

    final List<Breach> breaches = new ArrayList<>(0);
    long moreBreaches;
    final Proof reused = new Proof();
    int reusedId;
    final Map<PacketType, Proof> unanswered = new EnumMap<>(PacketType.class);

    final Proof retained = new Proof();
    final Proof live = new Proof();
    boolean isRetainAsPublished;
    private boolean isWanted;

    Case(Diagnosis diagnosis, int stream, String server, String address, int port) {
        this.diagnosis = diagnosis;
        this.stream = stream;
        this.server = server;
        this.address = address;
        this.client = (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    /// The connection's number.
    public int stream() {
        return stream;
    }

    /// What tells its server from others.
    public String server() {
        return server;
    }

    /// Where its client is, without port.
    public String address() {
        return address;
    }

    /// Where its client is, with port.
    public String client() {
        return client;
    }

    /// The client's identifier, given or assigned; "" where none is known.
    public String clientId() {
        return clientId;
    }

    public Version version() {
        return version;
    }

    /// How long it was seen, in nanoseconds.
    public long nanos() {
        return Math.max(0, (ended == null ? lastTime() : ended.time()) - firstTime);
    }

    /// The same in words.
    public String duration() {
        return Span.text(nanos());
    }

    /// It is to be reported.
    public void want() {
        isWanted = true;
    }

    public boolean isWanted() {
        return isWanted;
    }

    long lastTime() {
        return ofClient.packets == 0
                ? ofServer.lastTime
                : ofServer.packets == 0 ? ofClient.lastTime : Math.max(ofClient.lastTime, ofServer.lastTime);
    }

    Side side(Party party) {
        return party == Party.CLIENT ? ofClient : ofServer;
    }

    @Override
    public void seen(Party from, long packet, long time, Trace trace, @Nullable Packet read) {
        if (ofClient.packets + ofServer.packets == 0) {
            firstTime = time;
        }
        // A server may refuse the version of CONNECT in words of another.
        version = trace.type() == PacketType.CONNACK && connect != NONE ? version : trace.version();
        if (from == Party.CLIENT) {
            heard(packet, time, trace.packet().length() < LONG);
        }
        Side side = side(from);
        side.packets++;
        side.last = packet;
        side.lastTime = time;
        side.lastType = trace.type();
        if (trace.type() == PacketType.CONNECT && connect == NONE) {
            connect = packet;
            connectTime = time;
        }
        if (read != null) {
            read(from, packet, time, read);
        }
    }

    /// It counts from CONNACK: before, the client knew no Server Keep Alive.
    private void heard(long packet, long time, boolean isPrompt) {
        boolean isFirst = connAckTime > ofClient.lastTime;
        long nanos = time - (isFirst ? connAckTime : ofClient.lastTime);
        if (isHeard && isPrompt && nanos > silence) {
            silence = nanos;
            silenceFrom = isFirst ? connAck : ofClient.last;
            silenceTo = packet;
        }
        isHeard = true;
    }

    private void read(Party from, long packet, long time, Packet read) {
        switch (read) {
            case Connect it -> {
                clientId = it.clientId();
                keepAlive = it.keepAlive();
                hasWill = it.will() != null;
            }
            case ConnAck it -> connAck(packet, time, it);
            case Publish it -> {
                if (from == Party.SERVER) {
                    (it.retain() ? retained : live).add(packet);
                }
            }
            case Subscribe it -> {
                for (Subscribe.Request request : it.requests()) {
                    isRetainAsPublished |= request.retainAsPublished();
                }
            }
            case Disconnect it -> {
                if (disconnect == NONE) {
                    disconnect = packet;
                    disconnectTime = time;
                    reason(it.properties().text(PropertyId.REASON_STRING));
                }
            }
            case PingReq _ -> {
                if (ping == NONE) {
                    ping = packet;
                    pingTime = time;
                }
            }
            case PingResp _ -> ping = NONE;
            case PubAck _, PubRec _, PubRel _, PubComp _, SubAck _, Unsubscribe _, UnsubAck _, Auth _ -> {}
        }
    }

    private void connAck(long packet, long time, ConnAck it) {
        if (connAck != NONE) {
            return;
        }
        connAck = packet;
        connAckTime = time;
        silence = NONE;
        connAckCode = it.code();
        keepAlive = (int) it.properties().number(PropertyId.SERVER_KEEP_ALIVE, keepAlive);
        reason(it.properties().text(PropertyId.REASON_STRING));
        String assigned = it.properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
        clientId = clientId.isEmpty() && assigned != null ? assigned : clientId;
        if (it.code() == 0 && connect != NONE) {
            diagnosis.connected(this, time);
        }
    }

    private void reason(@Nullable String text) {
        reason = text == null ? reason : text;
    }

    @Override
    public void cut(Party from, long packet) {
        side(from).cut = packet;
    }

    @Override
    public void lost() {
        isHeard = false;
        ping = NONE;
    }

    @Override
    public void finding(Finding finding) {
        if (finding.severity() == Severity.NOTE) {
            return;
        }
        Party offender = finding.offender();
        if (offender != null
                && finding.severity() == Severity.VIOLATION
                && finding.reaction().closes()) {
            side(offender).fatal = finding;
        }
        for (Breach breach : breaches) {
            if (breach.finding.demands().equals(finding.demands()) && breach.finding.offender() == offender) {
                breach.proof.add(finding.packet());
                return;
            }
        }
        if (breaches.size() == MOST_RULES) {
            moreBreaches++;
            return;
        }
        Breach breach = new Breach(finding);
        breach.proof.add(finding.packet());
        breaches.add(breach);
    }

    @Override
    public void stalled(Party sender, int maximum, long from, long to, long nanos) {
        Side side = side(sender);
        side.maximum = maximum;
        side.stalls++;
        side.stalledNanos += nanos;
        if (nanos > side.longestStall) {
            side.longestStall = nanos;
            side.stallFrom = from;
            side.stallTo = to;
        }
    }

    @Override
    public void reused(long packet, int id, long before) {
        reusedId = reused.count() == 0 ? id : reusedId;
        reused.add(before).add(packet);
    }

    @Override
    public void takenOver(int stream, int by) {
        takenOverBy = by;
        diagnosis.takenOver(this, by);
    }

    @Override
    public void unanswered(long request, PacketType type) {
        unanswered.computeIfAbsent(type, each -> new Proof()).add(request);
    }

    @Override
    public void ended(Ended how) {
        ended = how;
    }

    /// What can be said of it, most important first.
    public List<Sentence> sentences() {
        return new Sentences(this, diagnosis).all();
    }
}
