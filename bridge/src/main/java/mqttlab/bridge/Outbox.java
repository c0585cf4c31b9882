package mqttlab.bridge;

import java.util.ArrayDeque;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to a page. Where it is too much the oldest messages go, and the page is told how many; what
/// answers the page, or tells it of the connection, stays.
public final class Outbox {

    private final int mostMessages;
    private final int mostBytes;
    /// Answers and messages in their order; the messages are counted.
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private int answers;
    private long lost;

    /// @param isCounted whether the page is told where it is lost
    private record Item(byte[] text, boolean isMessage, boolean isCounted) {}

    public Outbox(int mostMessages, int mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /// Adds a message, which other pages may share.
    public void message(byte[] text) {
        add(new Item(text, true, true));
    }

    /// Adds what says more of a message: it goes like one, and nobody misses it.
    public void remark(byte[] text) {
        add(new Item(text, true, false));
    }

    private void add(Item item) {
        if (item.text.length > mostBytes) {
            lost += item.isCounted ? 1 : 0;
            return;
        }
        items.add(item);
        messages++;
        bytes += item.text.length;
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
                lost += oldest.isCounted ? 1 : 0;
                return;
            }
        }
    }

    public void answer(byte[] text) {
        items.add(new Item(text, false, false));
        answers++;
    }

    /// Takes back what messages wait.
    public void clear() {
        items.removeIf(it -> it.isMessage);
        messages = 0;
        bytes = 0;
        lost = 0;
    }

    /// How many answers wait.
    public int answers() {
        return answers;
    }

    public boolean isEmpty() {
        return items.isEmpty() && lost == 0;
    }

    /// What is to be sent next, or null. Where messages were lost, it says so first: they would have come here.
    public byte @Nullable [] next() {
        if (lost > 0) {
            byte[] told = Bytes.utf8("{\"lost\":" + lost + "}").toArray();
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
