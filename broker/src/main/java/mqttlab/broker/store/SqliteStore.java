package mqttlab.broker.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Store;
import mqttlab.broker.hub.StoreException;
import org.jspecify.annotations.Nullable;

/// A store in a file of SQLite, which others may look into meanwhile with `sqlite3 -readonly`. docs/broker-store.md
/// describes the tables.
///
/// One thread writes: all that has come while it was writing goes into one transaction, so that a slow disk makes
/// transactions longer, not more. It calls `kept` or `failed`; those are to hand on what they are told, and to return.
///
/// [#write] returns at once, unless 64 MiB of changes are on their way: then it waits for the transaction that is being
/// written, which bounds memory when the disk is slower than the clients for long.
public final class SqliteStore implements Store {

    private static final long BACKLOG = 64 << 20;
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final Tables tables;
    private final boolean isForcing;
    private final Backlog backlog = new Backlog(BACKLOG);
    private final Thread writer;
    /// When to have the log written to the disk; 0 where nothing was written since.
    private long forceAt;
    /// Of the first of the writes that are being kept.
    private Consumer<? super StoreException> failed = _ -> {};
    /// Why not all is kept; known when the writer has ended.
    private volatile @Nullable StoreException failure;

    private SqliteStore(Database database, Tables tables, boolean isForcing) {
        this.database = database;
        this.tables = tables;
        this.isForcing = isForcing;
        this.writer = Thread.ofPlatform().daemon().name("mqttlab-store").unstarted(this::run);
    }

    /// Opens the file, or makes it where there is none. [#load] comes next.
    ///
    /// @throws StoreException where another broker uses it, it cannot be written, it is not ours, or it is damaged;
    /// it is left as it is
    public static SqliteStore open(Path file, Sync sync) {
        return open(file, sync, 0);
    }

    /// @param pages how long the file may become, in pages; 0 for no limit
    static SqliteStore open(Path file, Sync sync, int pages) {
        Database database = Database.open(file, sync, pages);
        try {
            return new SqliteStore(database, new Tables(database.connection), sync == Sync.INTERVAL);
        } catch (SQLException e) {
            database.close();
            throw Trouble.of(file, e);
        }
    }

    /// Also removes messages that nothing refers to, which a broker that died may have left.
    @Override
    public void load(Consumer<? super Change> kept) {
        if (writer.getState() != Thread.State.NEW) {
            throw new IllegalStateException("load comes first, and once");
        }
        try {
            new Loading(database, tables, kept).run();
        } catch (SQLException e) {
            throw Trouble.of(database.file(), e);
        }
        writer.start();
    }

    @Override
    public void write(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed) {
        if (writer.getState() == Thread.State.NEW) {
            throw new IllegalStateException("load comes first");
        }
        boolean _ = backlog.add(new Backlog.Write(changes, kept, failed));
    }

    private void run() {
        try {
            while (!backlog.isDone()) {
                write(backlog.take(forceAt == 0 ? Backlog.FOR_EVER : forceAt - System.nanoTime()));
                force();
            }
        } catch (SQLException e) {
            fail(Trouble.of(database.file(), e));
        } catch (IOException e) {
            fail(Trouble.of(
                    database.file(), "the disk does not write it (" + e + "): see what the system's log says", e));
        } catch (InterruptedException | RuntimeException | Error e) {
            fail(Trouble.of(database.file(), "nothing is kept any more (" + e + "): start again", e));
        } finally {
            database.close();
        }
    }

    private void write(List<Backlog.Write> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        failed = writes.getFirst().failed();
        List<Change> changes = new ArrayList<>();
        for (Backlog.Write write : writes) {
            changes.addAll(write.changes());
        }
        database.begin();
        for (@Nullable Change change : Net.of(changes)) {
            if (change != null) {
                tables.write(change);
            }
        }
        tables.flush();
        database.commit();
        if (isForcing && forceAt == 0) {
            forceAt = System.nanoTime() + INTERVAL;
        }
        for (Backlog.Write write : writes) {
            write.kept().run();
        }
    }

    private void force() throws IOException {
        if (forceAt != 0 && (System.nanoTime() - forceAt >= 0 || backlog.isDone())) {
            database.force();
            forceAt = 0;
        }
    }

    /// The first of the writes that are not kept is told. The transaction ends with the connection.
    private void fail(StoreException why) {
        failure = why;
        backlog.close();
        failed.accept(why);
    }

    @Override
    public void close() {
        backlog.close();
        if (writer.getState() == Thread.State.NEW) {
            database.close();
            return;
        }
        boolean isInterrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
