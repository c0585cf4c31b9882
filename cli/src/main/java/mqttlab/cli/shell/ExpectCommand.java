package mqttlab.cli.shell;

import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.journal.Query;
import org.jspecify.annotations.Nullable;

/// `expect`: fails where no packet matches of those since the last `wait`. It waits for none, and moves nothing: what
/// is expected may stand in any order.
final class ExpectCommand extends Filtering {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> filter =
            options.parameter("FILTER", "Which packet, such as mqtt.msgtype == PUBACK.");
    private final Options.Value<Boolean> none = options.flag("--none", "Fail where there is such a packet.");

    ExpectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        String text = filter.get();
        if (text == null) {
            throw new Failure(Status.USAGE, "expect: say which packet: expect mqtt.msgtype == PUBACK");
        }
        try {
            long found = session.journal().find(Query.of(text), session.mark(), 0);
            if (found == Seen.NONE && !none.get()) {
                throw new Failure(Status.FAILED, "expect: no packet matches " + text + since());
            }
            if (found != Seen.NONE && none.get()) {
                throw new Failure(Status.FAILED, "expect --none: packet " + PacketId.frame(found) + " matches " + text);
            }
            return Status.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.OK;
        }
    }

    private String since() {
        return session.mark() == 0 ? "" : " since packet " + PacketId.frame(session.mark());
    }
}
