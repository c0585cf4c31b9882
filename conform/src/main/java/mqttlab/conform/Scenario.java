package mqttlab.conform;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Version;

/// A conversation with a server that shows whether it keeps some statements of the standard.
///
/// @param title what it shows, in a sentence
/// @param place where it is written: "connect.txt:12"
/// @param number tells it from the others of a run
/// @param proves the statements, by the versions in which it can be held
/// @param needs what the server must be able to do
/// @param isJudged whether the dissector judges what the server says; not where they do not speak a version at all
/// @param steps what is said, in order
/// @param text the lines as they are written
public record Scenario(
        String title,
        String place,
        int number,
        Map<Version, List<String>> proves,
        List<Need> needs,
        boolean isJudged,
        List<Step> steps,
        List<String> text) {

    public Scenario {
        proves = new EnumMap<>(proves);
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
        text = List.copyOf(text);
    }

    /// The statements that it shows in this version; empty where it is not for the version.
    public List<String> proves(Version version) {
        return proves.getOrDefault(version, List.of());
    }
}
