package mqttlab.dissector;

import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Derived;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Problem;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Rule;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What one network connection has said so far, as far as the reading of its next packet depends on it: the
/// version, and
/// in each direction what the topic aliases stand for.
///
/// The version comes from CONNECT. Where none was seen it is inferred from packets that only one version can read;
/// until
/// one comes, [#isUndecided] holds, and who can wait may [show][#learn] it later packets before reading the first.
public final class Conversation {

    private final VersionEvidence evidence;
    private final Aliases[] aliases = {new Aliases(), new Aliases(), new Aliases()};

    /// A conversation whose version is yet to be found out.
    public Conversation() {
        this.evidence = new VersionEvidence(null);
    }

    /// A conversation that is to be read as this version, whatever it says itself.
    public Conversation(@Nullable Version version) {
        this.evidence = new VersionEvidence(version);
    }

    /// Whether nothing was seen yet that tells the version.
    public boolean isUndecided() {
        return evidence.isUndecided();
    }

    /// Takes what is known of the version as the last word, since nothing more will tell.
    public void settle() {
        evidence.settle();
    }

    /// The version that the next packet is read as, and how it is known.
    public KnownVersion version() {
        return evidence.known();
    }

    /// Takes what the packet tells about the version, without reading it otherwise.
    public void learn(@Nullable Direction direction, byte[] bytes, int from, int to) {
        evidence.learn(direction, bytes, from, to);
    }

    /// Reads the conversation's next packet into a trace, with what is known beyond its bytes. Returns the packet,
    /// or null where not all of it could be read.
    public @Nullable Packet read(Trace trace, @Nullable Direction direction, byte[] bytes, int from, int to) {
        evidence.learn(direction, bytes, from, to);
        Version version = evidence.version(direction, bytes, from, to);
        Packet packet = Codec.trace(trace, bytes, from, to, version, direction);
        if (packet instanceof Publish publish) {
            resolveAlias(trace, direction, publish);
        } else if (packet instanceof Connect) {
            // "A receiver MUST NOT carry forward any Topic Alias mappings from one Network Connection to another."
            for (Aliases each : aliases) {
                each.clear();
            }
        }
        if (evidence.known().source() == KnownVersion.Source.ASSUMED) {
            trace.generate(Derived.UNKNOWN_VERSION, evidence.known().how());
        }
        for (int i = 0; i < trace.problems().size(); i++) {
            Problem problem = trace.problems().get(i);
            if (problem.rule() == Rule.TOPIC_NOT_EMPTY || problem.rule() == Rule.TOPIC_OR_ALIAS) {
                trace.generate(Derived.EMPTY_TOPIC, "");
            }
        }
        return packet;
    }

    private void resolveAlias(Trace trace, @Nullable Direction direction, Publish publish) {
        long alias = publish.properties().number(PropertyId.TOPIC_ALIAS, 0);
        if (alias == 0) {
            return;
        }
        Aliases known = aliases[direction == null ? 2 : direction.ordinal()];
        if (!publish.topic().isEmpty()) {
            known.put((int) alias, publish.topic());
            return;
        }
        String topic = known.get((int) alias);
        if (topic == null) {
            trace.generate(Derived.UNKNOWN_ALIAS, "");
        } else if (!topic.isEmpty()) {
            trace.generate(Derived.TOPIC, topic);
        }
    }
}
