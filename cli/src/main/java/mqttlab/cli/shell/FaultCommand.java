package mqttlab.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.relay.RuleText;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.Rule;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// `fault`: the rules of a relay that runs, which may be added and taken away while packets pass.
final class FaultCommand extends Filtering {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> rule = options.parameter(
            "RULE", "A rule to add, as it stands behind the relay's --fault: drop PUBACK 1. Without one, list them.");
    private final Options.Value<@Nullable String> remove =
            options.text("--remove", "N|all", "Take this rule away, by its number.");
    private final Options.Value<@Nullable String> relay =
            options.text("--relay", "NAME", "Which relay, by the names that 'jobs' lists. Default: the newest.");

    FaultCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    String label() {
        return "RULE";
    }

    @Override
    public int run(Streams streams) {
        Rules rules = rules();
        String text = rule.get();
        Fault more = text == null ? null : RuleText.parse(text, "fault");
        remove(rules);
        if (more != null) {
            rules.add(more);
        }
        for (Rule each : rules.all()) {
            streams.out().println(RuleText.account(each));
        }
        if (rules.all().isEmpty()) {
            streams.out().println("No rules: everything passes as it comes. 'fault drop PUBACK 1' adds one.");
        }
        return Status.OK;
    }

    private void remove(Rules rules) {
        String which = remove.get();
        if (which == null) {
            return;
        }
        if (which.equals("all")) {
            rules.all().forEach(it -> rules.remove(it.number()));
            return;
        }
        int number = (int) Numbers.parse("--remove", which, 1, Integer.MAX_VALUE, 0);
        if (!rules.remove(number)) {
            throw new Failure(Status.FAILED, "fault: there is no rule " + number);
        }
    }

    private Rules rules() {
        String name = relay.get();
        List<Job> relays = session.jobs().all().stream()
                .filter(it -> it.rules() != null && (name == null || it.name().equals(name)))
                .toList();
        Rules found = relays.isEmpty() ? null : relays.getLast().rules();
        if (found == null) {
            throw new Failure(
                    Status.FAILED,
                    name == null
                            ? "fault: no relay runs; start one with 'relay --listen 1884'"
                            : "fault: no relay is called '" + name + "'; there is " + known());
        }
        return found;
    }

    private String known() {
        String all = session.jobs().all().stream()
                .filter(it -> it.rules() != null)
                .map(Job::name)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }
}
