package mqttlab.bridge.hub;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to a page. Where it is too much the oldest messages go, and the page is told how many; what
/// answers the page, or tells it of the connection, stays.
final class Outbox {

    private final int mostMessages;
    private final int mostBytes;
    /// Answers and messages in their order; the messages are counted.
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private int answers;
    private long lost;

    private record Item(byte[] text, boolean isMessage) {}

    Outbox(Limits limits) {
        mostMessages = limits.queueMessages();
        mostBytes = limits.queueBytes();
    }

    /// Adds a message, which other pages may share.
    void message(byte[] text) {
        if (text.length > mostBytes) {
            lost++;
            return;
        }
        items.add(new Item(text, true));
        messages++;
        bytes += text.length;
        while (messages > mostMessages || bytes > mostBytes) {
            loseOldest();
        }
    }

    private void loseOldest() {
        for (var it = items.iterator(); it.hasNext(); ) {
            Item oldest = it.next();
            if (oldest.isMessage) {
                it.remove();
                messages--;
                bytes -= oldest.text.length;
                lost++;
                return;
            }
        }
    }

    void answer(byte[] text) {
        items.add(new Item(text, false));
        answers++;
    }

    /// How many answers wait.
    int answers() {
        return answers;
    }

    boolean isEmpty() {
        return items.isEmpty() && lost == 0;
    }

    /// What is to be sent next, or null. Where messages were lost, it says so first: they would have come here.
    byte @Nullable [] next() {
        if (lost > 0) {
            byte[] told = Texts.lost(lost);
            lost = 0;
            return told;
        }
        Item next = items.poll();
        if (next == null) {
            return null;
        }
        if (next.isMessage) {
            messages--;
            bytes -= next.text.length;
        } else {
            answers--;
        }
        return next.text;
    }
}
