package mqttlab.dissector;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the topic aliases of one direction of a connection stand for. 5.0 section 3.3.2.3.4.
final class Aliases {

    /// Enough for any client; the standard would allow 65 535 topics of 65 535 bytes.
    private static final int MAX_CHARACTERS = 1 << 20;

    private final Map<Integer, String> topics = new HashMap<>();
    private int characters;

    void put(int alias, String topic) {
        String before = topics.remove(alias);
        characters -= before == null ? 0 : before.length();
        String kept = characters + topic.length() <= MAX_CHARACTERS ? topic : "";
        topics.put(alias, kept);
        characters += kept.length();
    }

    /// The topic, "" where there was no room to keep it, or null where the alias was not set.
    @Nullable
    String get(int alias) {
        return topics.get(alias);
    }

    void clear() {
        topics.clear();
        characters = 0;
    }
}
