package mqttlab.broker.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;

/// Writers that connections have in turn: one is needed only until the end of a turn, so that an idle connection has
/// none.
final class Writers {

    /// How many bytes the arrays of those may have that nobody uses, all together.
    private static final int MOST = 8 << 20;

    private final Version version;
    private final Deque<Writer> free = new ArrayDeque<>();
    private int size;

    Writers(Version version) {
        this.version = version;
    }

    Writer take() {
        Writer writer = free.poll();
        if (writer == null) {
            return new Writer(version);
        }
        size -= writer.array().length;
        return writer;
    }

    void give(Writer writer) {
        int length = writer.array().length;
        if (length <= MOST - size) {
            size += length;
            writer.clear();
            free.push(writer);
        }
    }
}
