package mqttlab.cli.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.TextBuffer;

/// Something that has happened, as lines of text and as a JSON object.
public final class Entry {

    /// How long it took is not known.
    static final long NO_TIME = -1;

    /// @param key in JSON; "" where only the text says it
    /// @param label in the text; "" where only JSON has it
    /// @param value a [String], [Long], [Boolean], or a [List] of strings or entries
    /// @param note behind the value, in the text alone
    record Fact(String key, String label, Object value, String note) {}

    final String name;
    final long nanos;
    final List<Fact> facts = new ArrayList<>();
    private String title = "";

    /// @param name "tls"
    /// @param nanos how long it took
    public Entry(String name, long nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    public Entry(String name) {
        this(name, NO_TIME);
    }

    /// What stands behind the name, in the text alone. What comes from outside is to be [escaped][#escape].
    public Entry title(String text) {
        title = text;
        return this;
    }

    /// Text from outside, with everything escaped that a terminal might obey.
    static String escape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TextBuffer(bytes.length)
                .escaped(bytes, 0, bytes.length, '\\')
                .toString();
    }

    String title() {
        return title;
    }

    /// Something that the title says, for JSON.
    public Entry data(String key, Object value) {
        facts.add(new Fact(key, "", value, ""));
        return this;
    }

    public Entry fact(String key, String label, Object value) {
        return fact(key, label, value, "");
    }

    public Entry fact(String key, String label, Object value, String note) {
        facts.add(new Fact(key, label, value, note));
        return this;
    }
}
