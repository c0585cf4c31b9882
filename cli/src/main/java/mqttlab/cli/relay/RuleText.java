package mqttlab.cli.relay;

import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.filter.Mark;
import mqttlab.relay.fault.Action;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.FaultException;
import mqttlab.relay.fault.Rule;

/// Rules of a relay, as the user writes and reads them.
public final class RuleText {

    private RuleText() {}

    /// Reads a rule.
    ///
    /// @param where it stands: an option, or the line of a file
    /// @throws Failure where it is none; the message points at the mistake
    public static Fault parse(String text, String where) {
        try {
            return Fault.parse(text);
        } catch (FaultException e) {
            throw new Failure(Status.USAGE, where + ": " + e.getMessage() + "\n" + e.marked());
        }
    }

    /// Says what a rule has done.
    public static String account(Rule rule) {
        String what = rule.fault().action() instanceof Action.Throttle
                ? rule.touched() + " bytes held up"
                : rule.touched() + " of " + rule.matched() + (rule.matched() == 1 ? " packet" : " packets");
        return "rule " + rule.number() + " (" + Mark.printable(rule.fault().text()) + "): " + what;
    }
}
