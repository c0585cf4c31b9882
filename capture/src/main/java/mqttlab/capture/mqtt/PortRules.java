package mqttlab.capture.mqtt;

import java.util.ArrayList;
import java.util.List;

/// Says on which ports there is MQTT, and on which there is none; on all others the content decides.
///
/// A rule is written as for Wireshark's option `-d`: `tcp.port==17501,mqtt`, or `tcp.port==1883,none`, with a range
/// as
/// `tcp.port==1884-1890,mqtt`. Later rules come before earlier ones.
public final class PortRules {

    /// What a rule says.
    enum Verdict {
        MQTT,
        NONE,
        CONTENT_DECIDES
    }

    private record Rule(int first, int last, Verdict verdict) {}

    private static final Rule REGISTERED = new Rule(1883, 1883, Verdict.MQTT);
    private static final String SELECTOR = "tcp.port==";

    private final List<Rule> rules = new ArrayList<>(List.of(REGISTERED));

    /// MQTT on all ports: of connections that somebody takes for it.
    public static PortRules everywhere() {
        return new PortRules().add("tcp.port==0-65535,mqtt");
    }

    /// Adds a rule.
    ///
    /// @throws IllegalArgumentException with a message for the user if it is none
    public PortRules add(String rule) {
        int comma = rule.indexOf(',');
        if (!rule.startsWith(SELECTOR) || comma < 0) {
            throw new IllegalArgumentException(
                    "not a rule: '" + rule + "'; one looks like tcp.port==17501,mqtt or tcp.port==1883,none");
        }
        String protocol = rule.substring(comma + 1);
        Verdict verdict = switch (protocol) {
            case "mqtt" -> Verdict.MQTT;
            case "none" -> Verdict.NONE;
            default ->
                throw new IllegalArgumentException(
                        "not a protocol known here: '" + protocol + "'; there are mqtt and none");
        };
        String ports = rule.substring(SELECTOR.length(), comma);
        int dash = ports.indexOf('-');
        int first = port(dash < 0 ? ports : ports.substring(0, dash));
        int last = dash < 0 ? first : port(ports.substring(dash + 1));
        if (first > last) {
            throw new IllegalArgumentException("not a range of ports: '" + ports + "'; the lower one comes first");
        }
        rules.addFirst(new Rule(first, last, verdict));
        return this;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("not a port: '" + text + "'; one is a number up to 65535");
    }

    private Verdict verdict(int port) {
        for (Rule rule : rules) {
            if (port >= rule.first && port <= rule.last) {
                return rule.verdict;
            }
        }
        return Verdict.CONTENT_DECIDES;
    }

    /// What holds for a connection between two ports: one that is excluded excludes it.
    Verdict verdict(int port, int otherPort) {
        Verdict one = verdict(port);
        Verdict other = verdict(otherPort);
        if (one == Verdict.NONE || other == Verdict.NONE) {
            return Verdict.NONE;
        }
        return one == Verdict.MQTT || other == Verdict.MQTT ? Verdict.MQTT : Verdict.CONTENT_DECIDES;
    }

    /// Which of two ports is the server's by rule: 0 or 1, or -1 if it is both or none.
    int server(int port, int otherPort) {
        boolean one = verdict(port) == Verdict.MQTT;
        boolean other = verdict(otherPort) == Verdict.MQTT;
        return one == other ? -1 : one ? 0 : 1;
    }
}
