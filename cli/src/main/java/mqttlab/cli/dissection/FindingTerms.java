package mqttlab.cli.dissection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Term;
import mqttlab.filter.Type;
import mqttlab.filter.Value;
import mqttlab.finding.Citation;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import org.jspecify.annotations.Nullable;

/// What filters and columns may ask of what is wrong with a packet, a value for each finding; `mqttlab.finding.id` has
/// one for each statement that a finding names.
public final class FindingTerms<S> implements Catalogue<S> {

    private static final List<String> NAMES =
            List.of("mqttlab.finding", "mqttlab.finding.id", "mqttlab.finding.severity", "mqttlab.finding.offender");

    private final Function<S, List<Finding>> findings;

    /// @param findings of a subject
    public FindingTerms(Function<S, List<Finding>> findings) {
        this.findings = findings;
    }

    @Override
    public @Nullable Term<S> find(String name) {
        return switch (name) {
            case "mqttlab.finding" -> term(name, Finding::demands);
            case "mqttlab.finding.id" -> new Statements(name);
            case "mqttlab.finding.severity" ->
                term(name, finding -> finding.severity().toString());
            case "mqttlab.finding.offender" -> term(name, FindingTerms::offender);
            default -> null;
        };
    }

    private static String offender(Finding finding) {
        Party offender = finding.offender();
        return offender == null ? "unknown" : offender.toString();
    }

    @Override
    public Iterable<String> names() {
        return NAMES;
    }

    private Term<S> term(String name, Function<Finding, String> fact) {
        return new Term<>(name, Type.TEXT) {
            @Override
            public int next(S subject, int from, Value value) {
                List<Finding> all = findings.apply(subject);
                return from < all.size() ? put(value, fact.apply(all.get(from)), from) : -1;
            }
        };
    }

    /// What each finding cites first, and behind it the others.
    private final class Statements extends Term<S> {

        Statements(String name) {
            super(name, Type.TEXT);
        }

        @Override
        public int next(S subject, int from, Value value) {
            int place = from;
            List<Finding> all = findings.apply(subject);
            for (int i = 0; i < all.size(); i++) {
                Citation citation = all.get(i).citation();
                int others = citation.also().size();
                if (place <= others) {
                    return put(
                            value,
                            place == 0 ? citation.place() : citation.also().get(place - 1),
                            from);
                }
                place -= 1 + others;
            }
            return -1;
        }
    }

    private static int put(Value value, String text, int place) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        value.bytes(Type.TEXT, bytes, 0, bytes.length);
        return place;
    }
}
