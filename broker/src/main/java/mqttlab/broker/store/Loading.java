package mqttlab.broker.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// Says what the tables hold, as changes that would have led there.
final class Loading {

    /// What a row means.
    private interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    /// Messages are kept in the same transaction as what refers to them, so there is never one without the other.
    private static final String DANGLING = """
        SELECT count(*) FROM (SELECT message FROM deliveries UNION ALL SELECT message FROM retained)
        WHERE message NOT IN (SELECT number FROM messages)\
        """;

    /// A broker that dies may not have come to drop what nobody waits for any more.
    private static final String UNUSED = """
        DELETE FROM messages WHERE number NOT IN
        (SELECT message FROM deliveries UNION ALL SELECT message FROM retained)\
        """;

    private final Database database;
    private final Tables tables;
    private final Consumer<? super Change> kept;
    private final Map<Long, String> clientIds = new HashMap<>();

    Loading(Database database, Tables tables, Consumer<? super Change> kept) {
        this.database = database;
        this.tables = tables;
        this.kept = kept;
    }

    void run() throws SQLException {
        if (database.number(DANGLING) > 0) {
            throw Trouble.of(database.file(), Trouble.damaged("messages are missing"));
        }
        database.begin();
        database.execute(UNUSED);
        database.commit();
        each("SELECT id, client_id, expiry, ends_at, user FROM sessions ORDER BY id", this::session);
        each("SELECT * FROM subscriptions", this::subscription);
        each("SELECT * FROM messages ORDER BY number", this::message);
        each("SELECT * FROM retained", row -> kept.accept(new Change.Retained(row.getString(1), row.getLong(2))));
        each("SELECT * FROM deliveries ORDER BY session, position", this::delivery);
        each("SELECT * FROM received", row -> kept.accept(new Change.Received(clientId(row), row.getInt(2))));
        each("SELECT * FROM wills", this::will);
    }

    private void each(String query, Row use) throws SQLException {
        try (PreparedStatement statement = database.connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                use.accept(row);
            }
        } catch (IllegalArgumentException e) {
            throw Trouble.of(database.file(), Trouble.damaged(e.getMessage() + ""), e);
        }
    }

    private void session(ResultSet row) throws SQLException {
        String clientId = row.getString(2);
        clientIds.put(row.getLong(1), clientId);
        tables.found(clientId, row.getLong(1));
        kept.accept(new Change.SessionKept(clientId, row.getString(5), row.getLong(3), time(row, 4)));
    }

    private void subscription(ResultSet row) throws SQLException {
        Subscribe.Request request = new Subscribe.Request(
                row.getString(2), row.getInt(3), row.getBoolean(4), row.getBoolean(5), row.getInt(6));
        kept.accept(new Change.Subscribed(clientId(row), request, row.getInt(7)));
    }

    private void message(ResultSet row) throws SQLException {
        kept.accept(new Change.MessageKept(row.getLong(1), message(row, 2)));
    }

    private void delivery(ResultSet row) throws SQLException {
        String clientId = clientId(row);
        long position = row.getLong(2);
        kept.accept(new Change.Queued(
                clientId,
                position,
                row.getLong(3),
                row.getInt(4),
                row.getBoolean(5),
                Identifiers.read(row.getString(6)),
                row.getInt(7)));
        if (row.getBoolean(8)) {
            kept.accept(new Change.Released(clientId, position));
        }
    }

    private void will(ResultSet row) throws SQLException {
        kept.accept(new Change.WillKept(
                row.getString(1), row.getString(11), message(row, 4), row.getLong(2), time(row, 3)));
    }

    /// Of the session whose row is in the first column.
    private String clientId(ResultSet row) throws SQLException {
        String clientId = clientIds.get(row.getLong(1));
        if (clientId == null) {
            throw Trouble.of(database.file(), Trouble.damaged("a session is missing"));
        }
        return clientId;
    }

    private static Message message(ResultSet row, int at) throws SQLException {
        byte @Nullable [] payload = row.getBytes(at + 6);
        return new Message(
                row.getString(at),
                row.getString(at + 1),
                row.getInt(at + 2),
                row.getBoolean(at + 3),
                PropertyText.read(row.getString(at + 4)),
                time(row, at + 5),
                payload == null ? Bytes.EMPTY : Bytes.of(payload));
    }

    private static long time(ResultSet row, int at) throws SQLException {
        long time = row.getLong(at);
        return row.wasNull() ? Long.MAX_VALUE : time;
    }
}
