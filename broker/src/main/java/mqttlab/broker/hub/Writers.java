package mqttlab.broker.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;

/// Writers that connections have in turn: one is needed only until the end of a turn, so that an idle connection has
/// none.
final class Writers {

    /// A larger array is not worth keeping.
    private static final int LARGE = 1 << 20;

    private final Version version;
    private final Deque<Writer> free = new ArrayDeque<>();

    Writers(Version version) {
        this.version = version;
    }

    Writer take() {
        Writer writer = free.poll();
        return writer == null ? new Writer(version) : writer;
    }

    void give(Writer writer) {
        if (writer.array().length <= LARGE) {
            writer.clear();
            free.push(writer);
        }
    }
}
