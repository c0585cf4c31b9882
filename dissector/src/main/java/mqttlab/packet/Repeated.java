package mqttlab.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is repeated to the end of a packet or block. A reader gathers it in a list; a writer has the list already.
final class Repeated<T> {

    private final Wire wire;
    private final List<T> given;
    private final @Nullable List<T> found;
    private int count;

    /// @param given what to write
    Repeated(Wire wire, List<T> given) {
        this.wire = wire;
        this.given = given;
        this.found = wire instanceof Reader ? new ArrayList<>() : null;
    }

    /// Whether there is one more.
    boolean more() {
        return wire.more(count < given.size());
    }

    /// The next one to write, or null for a reader.
    @Nullable
    T next() {
        return found == null ? given.get(count) : null;
    }

    void add(T item) {
        count++;
        if (found != null) {
            found.add(item);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<T> all() {
        return found == null ? given : found;
    }
}
