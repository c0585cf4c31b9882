package mqttlab.broker.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.broker.hub.Store;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;

/// Uses stores as a broker would.
final class Kept {

    private Kept() {}

    /// Writes, and waits until it is kept.
    static void write(Store store, Change... changes) {
        writeAsync(store, changes).orTimeout(60, TimeUnit.SECONDS).join();
    }

    static CompletableFuture<Void> writeAsync(Store store, Change... changes) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        store.write(List.of(changes), () -> kept.complete(null), kept::completeExceptionally);
        return kept;
    }

    /// What a store says when it is opened.
    static Ledger load(Store store) {
        Ledger ledger = new Ledger();
        store.load(ledger::add);
        return ledger;
    }

    static Message message(String text) {
        return new Message("publisher", "topic/" + text, 1, false, Properties.NONE, Long.MAX_VALUE, Bytes.utf8(text));
    }
}
