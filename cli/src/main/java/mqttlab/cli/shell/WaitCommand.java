package mqttlab.cli.shell;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.journal.Query;
import org.jspecify.annotations.Nullable;

/// `wait`: waits for a packet that matches; the next `wait` and `expect` look behind it.
final class WaitCommand extends Filtering {

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> filter =
            options.parameter("FILTER", "Which packet, such as mqtt.msgtype == PUBACK.");
    private final Options.Value<@Nullable String> timeout =
            options.parameter("TIME", "How long at most, such as 5s or 200ms. Default: 10s.");

    WaitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    /// The last word is the time where it has a unit, or where it is a number behind a filter of one word.
    @Override
    List<String> parameters(List<Line.Word> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        String last = words.getLast().text();
        boolean isTime =
                words.size() > 1 && (Waiting.isTime(last) || words.size() == 2 && last.matches("[0-9]+(\\.[0-9]+)?"));
        List<String> parameters = new ArrayList<>();
        parameters.add(filter(isTime ? words.subList(0, words.size() - 1) : words));
        if (isTime) {
            parameters.add(last);
        }
        return parameters;
    }

    @Override
    public int run(Streams streams) {
        String text = filter.get();
        if (text == null) {
            throw new Failure(Status.USAGE, "wait: say for which packet: wait mqtt.msgtype == PUBACK");
        }
        String time = timeout.get() == null ? "10s" : timeout.get();
        long nanos = Waiting.parse(time);
        try {
            long found = session.journal().find(Query.of(text), session.mark(), nanos);
            if (found == Seen.NONE) {
                throw new Failure(Status.FAILED, "wait: no packet matched " + text + " within " + time);
            }
            session.mark(found + 1);
            if (streams.terminal().isPresent()) {
                streams.out().println("packet " + PacketId.frame(found));
            }
            return Status.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Status.OK;
        }
    }
}
