package mqttlab.relay.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What befalls a packet.
public final class Verdict {

    byte[] bytes;
    int copies = 1;
    long delay;
    boolean isCut;
    String summary = "";
    private final List<String> marks = new ArrayList<>(1);

    Verdict(byte[] bytes) {
        this.bytes = bytes;
    }

    void mark(String what, Rule rule) {
        marks.add(what + " by rule " + rule.number() + " (" + rule.fault().text() + ")");
        rule.touch(1);
    }

    /// The packet as it is to be passed on.
    public byte[] bytes() {
        return bytes;
    }

    /// How often it is to be passed on.
    public int copies() {
        return copies;
    }

    /// How much later, in nanoseconds.
    public long delay() {
        return delay;
    }

    /// Whether the connection is to be broken off after that.
    public boolean isCut() {
        return isCut;
    }

    /// What the packet was, in a few words; empty unless it is not to be passed on.
    public String summary() {
        return summary;
    }

    /// What was done, by which rules; null where nothing was.
    public @Nullable String mark() {
        return marks.isEmpty() ? null : String.join("; ", marks);
    }
}
