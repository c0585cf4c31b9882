package mqttlab.cli.option;

import java.util.List;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;

/// The option `-d`, of commands that look for MQTT in captures.
public final class PortOption {

    private final Options.Value<List<String>> ports;

    public PortOption(Options options) {
        ports = options.texts("-d", "RULE", "Where MQTT is: tcp.port==17501,mqtt or tcp.port==1883,none.");
    }

    public PortRules rules() {
        PortRules rules = new PortRules();
        for (String rule : ports.get()) {
            try {
                rules.add(rule);
            } catch (IllegalArgumentException e) {
                throw new Failure(Status.USAGE, "-d: " + e.getMessage());
            }
        }
        return rules;
    }
}
