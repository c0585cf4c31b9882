package mqttlab.cli.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.relay.fault.Action;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.Which;
import org.jspecify.annotations.Nullable;

/// The options that say what befalls packets.
final class FaultOptions {

    private static final int MOST_SEED = 1_000_000;

    private final Options.Value<List<String>> faults;
    private final Options.Value<@Nullable String> file;
    private final Options.Value<@Nullable String> seed;

    FaultOptions(Options options) {
        faults = options.texts(
                "--fault",
                "RULE",
                "Disturb what passes; may be repeated: 'drop PUBACK 1', 'delay PUBLISH 200ms±50ms', 'cut PUBLISH"
                        + " 10%%'.");
        file = options.text("--faults", "FILE", "The same, a rule in a line; # begins a comment.");
        seed = options.text("--seed", "N", "Repeat what was left to chance in a run that printed this number.");
    }

    /// Those of the file first.
    List<Fault> all(Streams streams) throws IOException {
        List<Fault> all = new ArrayList<>();
        String name = file.get();
        if (name != null) {
            int number = 0;
            String text = new String(streams.open(name).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                number++;
                String rule = line.strip();
                if (!rule.isEmpty() && !rule.startsWith("#")) {
                    all.add(RuleText.parse(rule, name + ":" + number));
                }
            }
        }
        for (String each : faults.get()) {
            all.add(RuleText.parse(each, "--fault"));
        }
        return all;
    }

    long seed() {
        String given = seed.get();
        return given == null
                ? new SecureRandom().nextInt(MOST_SEED)
                : Numbers.parse("--seed", given, 0, Long.MAX_VALUE, 0);
    }

    /// Whether the seed matters.
    static boolean leavesToChance(List<Fault> faults) {
        return faults.stream()
                .anyMatch(each -> each.which() instanceof Which.Chance
                        || each.action() instanceof Action.Corrupt
                        || each.action() instanceof Action.Delay delay && delay.jitter() > 0);
    }
}
