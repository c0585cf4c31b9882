package mqttlab.broker.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import mqttlab.broker.hub.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// A file of SQLite that is known to be ours and whole.
final class Database implements AutoCloseable {

    /// Pages of 4 KiB in the write-ahead log, before they are copied to the file.
    private static final int CHECKPOINT = 8192;

    private final Path file;
    private final OpenFile open;
    final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    /// The write-ahead log, to have it written to the disk; null where that is not for us to do.
    private @Nullable FileChannel log;

    private Database(Path file, OpenFile open, Connection connection) throws SQLException {
        this.file = file;
        this.open = open;
        this.connection = connection;
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
    }

    /// Opens the file, or makes it.
    ///
    /// @param pages how long it may become, in pages; 0 for no limit
    static Database open(Path file, Sync sync, int pages) {
        Path real = real(file);
        OpenFile open = OpenFile.of(real);
        Connection connection = null;
        try {
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw Trouble.of(file, "it cannot be written: see to its rights, or name another file");
            }
            connection = connect(real);
            check(file, connection);
            if (!text(connection, "PRAGMA journal_mode = WAL").equals("wal")) {
                throw Trouble.of(file, "its folder has no shared memory, as network folders: name a file elsewhere");
            }
            execute(connection, "PRAGMA synchronous = " + sync.pragma);
            execute(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT);
            execute(connection, "PRAGMA cache_size = -32768");
            if (pages > 0) {
                execute(connection, "PRAGMA max_page_count = " + pages);
            }
            Database database = new Database(file, open, connection);
            database.begin();
            database.commit();
            if (sync == Sync.INTERVAL) {
                database.log =
                        FileChannel.open(real.resolveSibling(real.getFileName() + "-wal"), StandardOpenOption.WRITE);
            }
            return database;
        } catch (SQLException | IOException | StoreException e) {
            closeQuietly(connection);
            open.close();
            throw switch (e) {
                case SQLException it -> Trouble.of(file, it);
                case StoreException it -> it;
                default -> Trouble.of(file, "its log cannot be opened (" + e + ")", e);
            };
        }
    }

    /// Where SQLite puts the log, and we the lock: beside the file itself, whatever links lead there.
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException _) {
            // There is none yet, or the reason is found by opening it.
            return file.toAbsolutePath();
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        config.setGetGeneratedKeys(false);
        // As a URI, in which no character of a name means anything.
        return JDBC.createConnection("jdbc:sqlite:" + file.toUri(), config.toProperties());
    }

    private static void check(Path file, Connection connection) throws SQLException {
        long application = number(connection, "PRAGMA application_id");
        long version = number(connection, "PRAGMA user_version");
        if (application != Schema.APPLICATION_ID) {
            if (application != 0 || version != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
                throw Trouble.of(
                        file,
                        "it belongs to another program: name another file, or move this one away to begin a new one");
            }
            create(connection);
        } else if (version > Schema.VERSION) {
            throw Trouble.of(
                    file,
                    "it was written by a newer mqttlab (tables of version " + version + ", here " + Schema.VERSION
                            + "): use that mqttlab, or name another file");
        } else {
            String found = text(connection, "PRAGMA quick_check(1)");
            if (!found.equals("ok")) {
                throw Trouble.of(file, Trouble.damaged(found));
            }
            upgrade(file, connection, version);
        }
    }

    /// Makes the tables of an older mqttlab those of now, or leaves them as they are.
    private static void upgrade(Path file, Connection connection, long version) throws SQLException {
        if (version < 1) {
            throw Trouble.of(file, Trouble.damaged("tables of version " + version));
        }
        if (version < Schema.VERSION) {
            execute(connection, "BEGIN EXCLUSIVE");
            for (String upgrade : Schema.UPGRADES.subList((int) version - 1, Schema.VERSION - 1)) {
                each(connection, upgrade);
            }
            execute(connection, "PRAGMA user_version = " + Schema.VERSION);
            execute(connection, "COMMIT");
        }
    }

    private static void create(Connection connection) throws SQLException {
        execute(connection, "BEGIN EXCLUSIVE");
        each(connection, Schema.TABLES);
        execute(connection, "PRAGMA application_id = " + Schema.APPLICATION_ID);
        execute(connection, "PRAGMA user_version = " + Schema.VERSION);
        execute(connection, "COMMIT");
    }

    /// Statements of which each ends with a semicolon at a line's end.
    private static void each(Connection connection, String statements) throws SQLException {
        for (String statement : statements.split(";\n")) {
            execute(connection, statement);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    void execute(String sql) throws SQLException {
        execute(connection, sql);
    }

    long number(String sql) throws SQLException {
        return number(connection, sql);
    }

    void begin() throws SQLException {
        begin.executeUpdate();
    }

    void commit() throws SQLException {
        commit.executeUpdate();
    }

    /// Has the system write to the disk all that was committed.
    void force() throws IOException {
        if (log != null) {
            log.force(false);
        }
    }

    Path file() {
        return file;
    }

    /// Copies the log to the file, if nobody else reads it.
    @Override
    public void close() {
        closeQuietly(connection);
        if (log != null) {
            try {
                log.close();
            } catch (IOException _) {
                // All that was committed is with the operating system.
            }
        }
        open.close();
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException _) {
            // What was committed is in the log, which the next one to open the file reads.
        }
    }
}
