package mqttlab.finding;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Field;
import mqttlab.packet.Problem;
import mqttlab.packet.Rule;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Something that is wrong in a conversation, or worth knowing: who did it, where, and what the standard demands.
///
/// @param offender who broke it, or null where the packet's direction is not known or nobody is to blame
/// @param stream the connection's number
/// @param packet the packet's number, which whoever feeds the conversation has given it
/// @param offset of the first byte at fault, from the packet's first byte
/// @param length of what is at fault, in bytes; 0 where something is missing
/// @param found what stands there, or what happened
/// @param version of the standard that is cited; 3.1 only for what it has on its own
/// @param demands what the standard demands, as a clause in our words
/// @param reaction what the receiver will do
public record Finding(
        Severity severity,
        @Nullable Party offender,
        int stream,
        long packet,
        int offset,
        int length,
        Field field,
        String found,
        Version version,
        Citation citation,
        String demands,
        Reaction reaction) {

    /// What the rule of a single packet found.
    ///
    /// @param trace that holds the problem
    public static Finding of(Problem problem, Trace trace, @Nullable Party offender, int stream, long packet) {
        Version version = trace.version();
        Citation citation = Specifics.cite(problem, trace);
        return new Finding(
                severity(problem.rule()),
                offender,
                stream,
                packet,
                problem.offset(),
                problem.length(),
                problem.field(),
                problem.found(),
                problem.rule().cited(version),
                citation,
                problem.rule().demand(),
                reaction(problem.rule(), citation, version));
    }

    /// What the rules of a single packet found, all of it.
    public static List<Finding> all(Trace trace, @Nullable Party offender, int stream, long packet) {
        List<Finding> all = new ArrayList<>();
        for (Problem problem : trace.problems()) {
            all.add(of(problem, trace, offender, stream, packet));
        }
        return all;
    }

    private static Severity severity(Rule rule) {
        return switch (rule) {
            // The standard does not say "must".
            case NO_CONTROL, NO_SUBSCRIBERS, SERVER_REFERENCE -> Severity.WARNING;
            default -> Severity.VIOLATION;
        };
    }

    private static Reaction reaction(Rule rule, Citation citation, Version version) {
        return switch (rule) {
            case NO_CONTROL ->
                Reaction.of(version == Version.V5 ? "close connection; 0x81 (MAY)" : "close connection (MAY)");
            case PAYLOAD_FORMAT -> Reaction.of("0x99 in PUBACK, PUBREC or DISCONNECT (MAY)");
            case WILL_PAYLOAD_FORMAT -> Reaction.of("0x99 in CONNACK (MAY)");
            case NO_SUBSCRIBERS, SERVER_REFERENCE -> Reaction.NONE;
            default -> citation.reaction(version, rule.reasonCode());
        };
    }

    /// The version whose statements are cited for a conversation of `version`.
    public static Version cited(Version version) {
        return version == Version.V5 ? Version.V5 : Version.V3_1_1;
    }

    /// Whether it is about a place in the packet, not about the packet or its absence.
    public boolean hasPlace() {
        return offset > 0 || length > 0;
    }

    /// The number of the statement that was broken, "MQTT-3.1.0-2", or "" where the rule has none.
    public String statement() {
        return citation.statement();
    }

    /// The section in which the rule stands: "3.1".
    public String section() {
        return citation.section(version);
    }
}
