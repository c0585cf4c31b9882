package mqttlab.junit;

import java.util.List;
import java.util.Map;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;

/// Draws what happened between clients and the broker: when, who to whom, and the packet in a line.
///
/// ```text
///     0.012 s  kitchen ──▶ broker   CONNECT     MQTT 5.0, client "kitchen", clean start, keep alive 60 s
///     0.013 s  kitchen ◀── broker   CONNACK     Success
/// ```
final class Ladder {

    private static final int MOST_LINES = 100;
    private static final int MOST_NAME = 23;
    private static final int SECONDS = 5;
    private static final long MILLI = 1_000_000;

    private Ladder() {}

    /// @param names the Client Identifiers of connections
    /// @param forgotten how many moments before the first are not kept
    static String of(List<Moment> moments, Map<Long, String> names, long forgotten) {
        TextBuffer out = new TextBuffer();
        int from = Math.max(0, moments.size() - MOST_LINES);
        long missing = forgotten + from;
        if (missing > 0) {
            out.add("    ... ").add(missing).add(" lines before these\n");
        }
        List<Moment> shown = moments.subList(from, moments.size());
        int width =
                shown.stream().mapToInt(it -> name(it, names).length()).max().orElse(0);
        for (Moment each : shown) {
            line(out, each, name(each, names), width);
        }
        return out.toString();
    }

    private static String name(Moment moment, Map<Long, String> names) {
        String name = names.get(moment.connection());
        if (name == null || name.isEmpty()) {
            return "connection " + moment.connection();
        }
        String shown = Journal.shown(name);
        return shown.length() > MOST_NAME ? shown.substring(0, MOST_NAME) : shown;
    }

    private static void line(TextBuffer out, Moment moment, String name, int width) {
        long millis = moment.time() / MILLI;
        out.add("  ").add(millis / 1000, SECONDS).add('.');
        String fraction = Long.toString(1000 + millis % 1000);
        out.add(fraction.substring(1)).add(" s  ").add(name).spaces(width - name.length());
        switch (moment) {
            case Moment.Opened it -> out.add(" opens a connection from ").add(Journal.shown(it.peer()));
            case Moment.Said it ->
                out.add(it.direction() == Direction.CLIENT_TO_SERVER ? " ──▶ broker  " : " ◀── broker  ")
                        .add(it.line());
            case Moment.Closed it ->
                out.add(
                        it.by() == Direction.CLIENT_TO_SERVER
                                ? " ends the connection"
                                : " has its connection ended by the broker");
        }
        out.add('\n');
    }
}
