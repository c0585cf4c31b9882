package mqttlab.cli;

import java.util.List;
import mqttlab.capture.mqtt.PortRules;

/// The option `-d`, of commands that look for MQTT in captures.
final class PortOption {

    private final Options.Value<List<String>> ports;

    PortOption(Options options) {
        ports = options.texts("-d", "RULE", "Where MQTT is: tcp.port==17501,mqtt or tcp.port==1883,none.");
    }

    PortRules rules() {
        PortRules rules = new PortRules();
        for (String rule : ports.get()) {
            try {
                rules.add(rule);
            } catch (IllegalArgumentException e) {
                throw new Failure(Main.USAGE, "-d: " + e.getMessage());
            }
        }
        return rules;
    }
}
