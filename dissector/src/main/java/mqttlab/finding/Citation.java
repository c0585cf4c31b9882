package mqttlab.finding;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Version;

/// Where a version of the standard states a rule: a statement's number, or the section of a rule without one; and
/// the other statements which the same fact breaks.
///
/// @param place "MQTT-3.3.2-2" or "2.2.3"; "" where the version has no such rule
/// @param also "MQTT-4.7.0-1", and so on
public record Citation(String place, List<String> also) {

    public static final Citation NONE = new Citation("", List.of());

    /// Reads the form in which tables have it: the place to cite, and behind it the others.
    static Citation of(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return text.isEmpty() ? NONE : new Citation(text, List.of());
        }
        List<String> also = new ArrayList<>();
        int from = space + 1;
        for (int to = text.indexOf(' ', from); to >= 0; to = text.indexOf(' ', from)) {
            also.add(text.substring(from, to));
            from = to + 1;
        }
        also.add(text.substring(from));
        return new Citation(text.substring(0, space), List.copyOf(also));
    }

    public boolean isEmpty() {
        return place.isEmpty();
    }

    public boolean isNumbered() {
        return place.startsWith("MQTT-");
    }

    /// The number, or "" where the rule has none.
    public String statement() {
        return isNumbered() ? place : "";
    }

    /// Whether it names this statement or section, first or among the others.
    public boolean names(String id) {
        return place.equals(id) || also.contains(id);
    }

    /// The section where the rule stands.
    public String section(Version version) {
        Statement statement = Catalogue.of(version).find(place);
        return statement == null ? place : statement.sectionNumber();
    }

    Reaction reaction(Version version, int reasonCode) {
        Statement statement = Catalogue.of(version).find(place);
        if (statement != null) {
            return Reaction.of(statement.reaction(), reasonCode);
        }
        return Reaction.close(version == Version.V5 ? reasonCode : 0);
    }
}
