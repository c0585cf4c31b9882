package mqttlab.bridge.hub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// The last message of each topic, for pages that come later. Where there are too many, the topic that was silent for
/// longest is forgotten.
final class Memory {

    private final int mostTopics;
    private final int mostBytes;
    /// The one that was silent for longest is first.
    private final Map<String, byte[]> last = new LinkedHashMap<>();
    private long bytes;

    Memory(Limits limits) {
        mostTopics = limits.rememberedTopics();
        mostBytes = limits.rememberedBytes();
    }

    /// @param text of the message, as pages get it
    void put(String topic, byte[] text) {
        byte[] former = last.remove(topic);
        bytes -= former == null ? 0 : former.length;
        if (text.length > mostBytes || mostTopics == 0) {
            return;
        }
        last.put(topic, text);
        bytes += text.length;
        for (Iterator<byte[]> it = last.values().iterator(); last.size() > mostTopics || bytes > mostBytes; ) {
            bytes -= it.next().length;
            it.remove();
        }
    }

    void forEach(BiConsumer<String, byte[]> action) {
        last.forEach(action);
    }

    /// Forgets the topics that nobody gets any more.
    void retain(Predicate<String> isWanted) {
        last.entrySet().removeIf(it -> {
            if (isWanted.test(it.getKey())) {
                return false;
            }
            bytes -= it.getValue().length;
            return true;
        });
    }
}
