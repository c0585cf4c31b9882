package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mqttlab.packet.PacketType;
import org.junit.jupiter.api.Test;

/// What our conversations ask of a server they say that they need: a server that offers less is not asked.
class NeedsTest {

    /// The word of a need, for what a packet says; "" for what every server offers.
    private static String needed(PacketType type, String field, String value) {
        return switch (field) {
            case "filter" -> value.startsWith("$share/") ? "shared" : value.matches(".*[+#].*") ? "wildcard" : "";
            case "qos" -> type == PacketType.PUBLISH && !value.equals("0") ? "qos" : "";
            case "will-qos" -> "qos";
            case "retain" -> value.equals("1") ? "retain" : "";
            case "will-retain" -> value.equals("1") ? "retain" : "";
            case "subscription-identifier" -> "subscription-identifier";
            case "topic-alias" -> "topic-alias";
            case "session-expiry-interval" -> type == PacketType.CONNECT ? "session-expiry" : "";
            default -> "";
        };
    }

    private static List<String> missing(Scenario scenario) {
        TreeSet<String> missing = new TreeSet<>();
        for (Step step : scenario.steps()) {
            if (step instanceof Step.Send send && send.message() instanceof Message.Named named) {
                named.fields().forEach(it -> missing.add(needed(named.type(), it.name(), it.value())));
            }
        }
        missing.remove("");
        scenario.needs().forEach(it -> missing.remove(it.word()));
        return List.copyOf(missing);
    }

    /// Whether the server may as well close: then one that does not offer it passes.
    private static boolean mayEnd(Scenario scenario) {
        return scenario.steps().stream()
                .anyMatch(step -> step instanceof Step.Expect it
                        && it.alternatives().stream().anyMatch(all -> all.getLast() instanceof Answer.Closed));
    }

    @Test
    void whatIsAskedIsNeeded() {
        List<String> wrong = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            List<String> missing = missing(scenario);
            if (!missing.isEmpty() && !mayEnd(scenario)) {
                wrong.add(scenario.place() + ": " + missing);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
