package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Citation;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Derived;
import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Show;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What all parts of an observer share: the packet at hand, what may be concluded, and where findings go.
final class Scene {

    /// How long we wait before we say that something did not happen. The standard gives no time.
    static final long PATIENCE = 10_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;
    private static final Trace NOTHING = new Trace();

    final int stream;
    private final Listener listener;

    /// The packet at hand.
    long number;
    long time;
    Party from = Party.CLIENT;
    Trace trace = NOTHING;
    Version version = Version.V3_1_1;

    /// The client's first packet was seen, and was CONNECT.
    boolean begun;
    /// Bytes were lost, or not understood.
    boolean lost;
    /// Whether the session began on this connection; null while that is not known.
    @Nullable
    Boolean fresh;
    /// The session goes on from an earlier connection, all of which was seen.
    boolean carried;
    /// CONNECT asked for a new session.
    boolean beganAnew;
    /// A broker that connects to another: some servers treat it as no client, by custom.
    boolean bridge;

    private long acceptedAt = NEVER;
    private boolean acceptanceRead;
    private final long[] lastPacket = {NEVER, NEVER};

    /// Which field of a kind was reported last, and its entry: the search for the next goes on there.
    private int lastField = -1;
    private int lastIndex;
    private int lastEntry;

    /// A packet that should have ended the connection.
    private long broken = -1;
    private long brokenAt;
    private Party brokenBy = Party.CLIENT;
    private boolean brokenFlags;

    Scene(int stream, Listener listener) {
        this.stream = stream;
        this.listener = listener;
    }

    Listener listener() {
        return listener;
    }

    /// What findings call a packet.
    String name(long packet) {
        return listener.name(packet);
    }

    boolean isV5() {
        return version == Version.V5;
    }

    /// Nothing of the connection is missing so far.
    boolean isWhole() {
        return begun && !lost;
    }

    /// Everything is known that the session holds.
    boolean isSessionKnown() {
        return isWhole() && (isFresh() || carried);
    }

    boolean isFresh() {
        return Boolean.TRUE.equals(fresh);
    }

    /// CONNACK has accepted the client.
    void accepted() {
        acceptedAt = time;
    }

    boolean isAccepted() {
        return acceptedAt != NEVER;
    }

    long acceptedAt() {
        return acceptedAt;
    }

    /// The client has just answered what the server can only have sent after CONNACK.
    void clientAnswered() {
        acceptanceRead = acceptanceRead || isAccepted();
    }

    /// How bad it is if the packet at hand breaks what CONNACK demands; null if the client did not know it.
    /// "Clients need not wait for a CONNACK Packet to arrive from the Server": seen behind it, a packet may have
    /// crossed it.
    @Nullable
    Severity bound() {
        if (!isAccepted()) {
            return null;
        }
        return acceptanceRead || time - acceptedAt > PATIENCE ? Severity.VIOLATION : Severity.WARNING;
    }

    /// The packet at hand shows that its sender is alive; unless it is goodbye.
    void sent() {
        if (trace.type() != PacketType.DISCONNECT) {
            lastPacket[from.ordinal()] = time;
        }
    }

    /// The packet at hand was looked at: its trace belongs to the caller again.
    void done() {
        trace = NOTHING;
        lastField = -1;
    }

    /// Whether the party sent something, other than goodbye, long after `since`, so that it could have answered.
    boolean isHeardLongAfter(Party party, long since) {
        long last = lastPacket[party.ordinal()];
        return last != NEVER && last - since > PATIENCE;
    }

    void answered(long request, long requestTime) {
        answered(request, requestTime, false);
    }

    /// @param refuses whether the answer says that the request was not carried out
    void answered(long request, long requestTime, boolean refuses) {
        listener.answered(request, number, since(requestTime));
        if (request == broken && !refuses) {
            tolerated("answers " + name(request), Severity.VIOLATION);
        }
    }

    /// Nothing where the times of a merged capture run backwards.
    private long since(long before) {
        return Math.max(0, time - before);
    }

    /// The packet at hand completes what the packet `first` began.
    void completed(long first, long firstTime) {
        listener.completed(first, number, since(firstTime));
    }

    /// The packet at hand breaks a rule such that its receiver has to close the connection.
    void mustEnd(boolean wrongFlags) {
        if (broken < 0 && (!isV5() || from == Party.CLIENT)) {
            broken = number;
            brokenAt = time;
            brokenBy = from;
            brokenFlags = wrongFlags;
        }
    }

    void checkTolerance() {
        if (broken >= 0 && from != brokenBy && time - brokenAt > PATIENCE) {
            tolerated("goes on after " + name(broken), Severity.WARNING);
        }
    }

    private void tolerated(String found, Severity severity) {
        broken = -1;
        report(
                brokenFlags && !isV5() ? Check.TOLERATED_FLAGS : Check.TOLERATED,
                severity,
                brokenBy.peer(),
                FixedHeader.TYPE,
                found);
    }

    /// Reports about the packet at hand, whose sender is to blame; found is what stands in the field.
    void report(Check check, Field field) {
        report(check, field, null);
    }

    void report(Check check, Field field, @Nullable String found) {
        report(check, check.severity(), from, field, found);
    }

    void report(Check check, Severity severity, Party offender, Field field, @Nullable String found) {
        reportEntry(check, severity, offender, field, trace.find(field), found);
    }

    /// Reports about one of several fields of a kind, counted from 0.
    void reportOne(Check check, Severity severity, Field field, int index, @Nullable String found) {
        boolean isBehind = field.id() == lastField && index >= lastIndex;
        int left = isBehind ? index - lastIndex : index;
        for (int i = isBehind ? lastEntry : 0; i < trace.size(); i++) {
            if (trace.field(i).id() == field.id() && left-- == 0) {
                lastField = field.id();
                lastIndex = index;
                lastEntry = i;
                reportEntry(check, severity, from, field, i, found);
                return;
            }
        }
        reportEntry(check, severity, from, field, -1, found);
    }

    private void reportEntry(
            Check check, Severity severity, Party offender, Field field, int entry, @Nullable String found) {
        int offset = entry < 0 ? 0 : trace.offset(entry);
        int length = entry < 0 ? 0 : trace.length(entry);
        String text = found;
        if (text == null) {
            text = entry < 0 ? "nothing" : Show.beginning(trace, entry, 64);
        }
        report(check, severity, offender, number, offset, length, field, text);
    }

    /// Reports about a packet of before, or about none that was sent.
    void report(Check check, Severity severity, Party offender, long packet, String found) {
        report(check, severity, offender, packet, 0, 0, FixedHeader.TYPE, found);
    }

    private void report(
            Check check,
            Severity severity,
            Party offender,
            long packet,
            int offset,
            int length,
            Field field,
            String found) {
        Citation citation = check.citation(version);
        if (!citation.isEmpty() || check == Check.FORGOTTEN) {
            // 3.1 is measured by what 3.1.1 says, which is not its own word.
            boolean isOlder = version == Version.V3_1 && severity == Severity.VIOLATION;
            listener.finding(new Finding(
                    isOlder ? Severity.WARNING : severity,
                    offender,
                    stream,
                    packet,
                    offset,
                    length,
                    field,
                    found,
                    Finding.cited(version),
                    citation,
                    check.demand(),
                    check.reaction(version)));
        }
    }

    /// The topic of the PUBLISH at hand, or null where an alias stands for it that we do not know.
    @Nullable
    String topic(String written) {
        return written.isEmpty() ? generated(Derived.TOPIC) : written;
    }

    boolean has(Field derived) {
        return generated(derived) != null;
    }

    private @Nullable String generated(Field field) {
        for (int i = 0; i < trace.generated().size(); i++) {
            Trace.Generated generated = trace.generated().get(i);
            if (generated.field().id() == field.id()) {
                return generated.text();
            }
        }
        return null;
    }

    /// How many bytes the properties of this kind take in the packet at hand.
    int bytesOf(Field value, int overhead) {
        int bytes = 0;
        for (int i = 0; i < trace.size(); i++) {
            if (trace.field(i).id() == value.id()) {
                bytes += trace.length(i) + overhead;
            } else if (overhead == 5 && trace.field(i).id() == Properties.VALUE.id()) {
                bytes += trace.length(i);
            }
        }
        return bytes;
    }
}
