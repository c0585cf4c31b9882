package mqttlab.broker.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import mqttlab.broker.hub.Change;

/// A program that [KillTest] kills: keeps numbered messages, and prints the number of each that is kept.
final class KilledWriter {
    private KilledWriter() {}

    /// Arguments: file, [Sync], how many writes may be under way at once.
    public static void main(String... args) throws InterruptedException {
        SqliteStore store = SqliteStore.open(Path.of(args[0]), Sync.valueOf(args[1]));
        Ledger loaded = Kept.load(store);
        if (!loaded.sessions.containsKey("a")) {
            Kept.write(store, new Change.SessionKept("a", "anna", 1, 1));
        }
        Semaphore free = new Semaphore(Integer.parseInt(args[2]));
        long last = loaded.messages.keySet().stream().max(Long::compare).orElse(0L);
        for (long i = last + 1; ; i++) {
            free.acquire();
            String number = Long.toString(i);
            store.write(
                    List.of(
                            new Change.MessageKept(i, Kept.message(number)),
                            new Change.Queued("a", i, i, 1, false, new int[0], 0)),
                    () -> {
                        // In one write: half a line would look like another number.
                        System.out.print(number + "\n");
                        System.out.flush();
                        free.release();
                    },
                    e -> {
                        throw e;
                    });
        }
    }
}
