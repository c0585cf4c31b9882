package mqttlab.broker.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;

/// Does to the tables what a change says.
final class Tables {

    private final Connection connection;
    /// The rows of the sessions, by client identifier.
    private final Map<String, Long> sessions = new HashMap<>();
    private long lastSession;
    /// What the next [#flush] deletes: messages by number, and deliveries by row of the session and position.
    private final Runs dropped = new Runs();
    private final Map<Long, Runs> delivered = new HashMap<>();

    private final PreparedStatement keepSession;
    private final PreparedStatement subscribe;
    private final PreparedStatement unsubscribe;
    private final PreparedStatement keepMessage;
    private final PreparedStatement dropMessages;
    private final PreparedStatement retain;
    private final PreparedStatement removeRetained;
    private final PreparedStatement queue;
    private final PreparedStatement send;
    private final PreparedStatement release;
    private final PreparedStatement deliver;
    private final PreparedStatement receive;
    private final PreparedStatement complete;
    private final PreparedStatement keepWill;
    private final PreparedStatement dropWill;
    private final PreparedStatement[] endSession;

    // @formatter:off
    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        keepSession = prepare("INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5)"
                + " ON CONFLICT (id) DO UPDATE SET expiry = ?3, ends_at = ?4, user = ?5");
        subscribe = prepare("INSERT OR REPLACE INTO subscriptions VALUES (?, ?, ?, ?, ?, ?, ?)");
        unsubscribe = prepare("DELETE FROM subscriptions WHERE session = ? AND filter = ?");
        keepMessage = prepare("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        dropMessages = prepare("DELETE FROM messages WHERE number BETWEEN ? AND ?");
        retain = prepare("INSERT OR REPLACE INTO retained VALUES (?, ?)");
        removeRetained = prepare("DELETE FROM retained WHERE topic = ?");
        queue = prepare("INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
        send = prepare("UPDATE deliveries SET packet_id = ?3 WHERE session = ?1 AND position = ?2");
        release = prepare("UPDATE deliveries SET released = 1 WHERE session = ? AND position = ?");
        deliver = prepare("DELETE FROM deliveries WHERE session = ?3 AND position BETWEEN ?1 AND ?2");
        receive = prepare("INSERT OR IGNORE INTO received VALUES (?, ?)");
        complete = prepare("DELETE FROM received WHERE session = ? AND packet_id = ?");
        keepWill = prepare("INSERT OR REPLACE INTO wills VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        dropWill = prepare("DELETE FROM wills WHERE client_id = ?");
        endSession = new PreparedStatement[] {
            prepare("DELETE FROM subscriptions WHERE session = ?"),
            prepare("DELETE FROM deliveries WHERE session = ?"),
            prepare("DELETE FROM received WHERE session = ?"),
            prepare("DELETE FROM sessions WHERE id = ?")
        };
    }
    // @formatter:on

    private PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /// A session that is in the file already.
    void found(String clientId, long row) {
        sessions.put(clientId, row);
        lastSession = Math.max(lastSession, row);
    }

    /// Of what is deleted the file hears at the next [#flush].
    void write(Change change) throws SQLException {
        switch (change) {
            case Change.SessionKept it -> keepSession(it);
            case Change.SessionEnded it -> endSession(it);
            case Change.Subscribed it -> subscribe(it);
            case Change.Unsubscribed it -> run(unsubscribe, session(it.clientId()), it.filter());
            case Change.MessageKept it -> keepMessage(it);
            case Change.MessageDropped it -> dropped.add(it.number());
            case Change.Retained it -> retain(it);
            case Change.RetainedRemoved it -> run(removeRetained, it.topic());
            case Change.Queued it -> queue(it);
            case Change.Sent it -> {
                send.setLong(3, it.packetId());
                run(send, session(it.clientId()), it.position());
            }
            case Change.Released it -> run(release, session(it.clientId()), it.position());
            case Change.Delivered it ->
                delivered
                        .computeIfAbsent(session(it.clientId()), _ -> new Runs())
                        .add(it.position());
            case Change.Received it -> run(receive, session(it.clientId()), it.packetId());
            case Change.Completed it -> run(complete, session(it.clientId()), it.packetId());
            case Change.WillKept it -> keepWill(it);
            case Change.WillDropped it -> run(dropWill, it.clientId());
        }
    }

    /// Comes before a transaction ends. Rows that lie together are deleted together, in a tenth of the time.
    void flush() throws SQLException {
        for (Map.Entry<Long, Runs> each : delivered.entrySet()) {
            deliver.setLong(3, each.getKey());
            each.getValue().take((first, last) -> run(deliver, first, last));
        }
        delivered.clear();
        dropped.take((first, last) -> run(dropMessages, first, last));
    }

    private long session(String clientId) {
        Long row = sessions.get(clientId);
        if (row == null) {
            throw new IllegalStateException("a change of a session that is not kept: " + clientId);
        }
        return row;
    }

    private void keepSession(Change.SessionKept it) throws SQLException {
        Long row = sessions.get(it.clientId());
        if (row == null) {
            row = ++lastSession;
            sessions.put(it.clientId(), row);
        }
        keepSession.setLong(1, row);
        keepSession.setString(2, it.clientId());
        keepSession.setLong(3, it.expiry());
        setTime(keepSession, 4, it.endsAt());
        keepSession.setString(5, it.user());
        keepSession.executeUpdate();
    }

    private void endSession(Change.SessionEnded it) throws SQLException {
        long row = session(it.clientId());
        for (PreparedStatement statement : endSession) {
            run(statement, row);
        }
        delivered.remove(row);
        sessions.remove(it.clientId());
    }

    private void subscribe(Change.Subscribed it) throws SQLException {
        subscribe.setLong(1, session(it.clientId()));
        subscribe.setString(2, it.request().filter());
        subscribe.setInt(3, it.request().qos());
        subscribe.setInt(4, it.request().noLocal() ? 1 : 0);
        subscribe.setInt(5, it.request().retainAsPublished() ? 1 : 0);
        subscribe.setInt(6, it.request().retainHandling());
        subscribe.setInt(7, it.identifier());
        subscribe.executeUpdate();
    }

    private void keepMessage(Change.MessageKept it) throws SQLException {
        keepMessage.setLong(1, it.number());
        setMessage(keepMessage, 2, it.message());
        keepMessage.executeUpdate();
    }

    private void retain(Change.Retained it) throws SQLException {
        retain.setString(1, it.topic());
        retain.setLong(2, it.message());
        retain.executeUpdate();
    }

    private void queue(Change.Queued it) throws SQLException {
        queue.setLong(1, session(it.clientId()));
        queue.setLong(2, it.position());
        queue.setLong(3, it.message());
        queue.setInt(4, it.qos());
        queue.setInt(5, it.retain() ? 1 : 0);
        queue.setString(6, Identifiers.write(it.identifiers()));
        if (it.packetId() == 0) {
            queue.setNull(7, Types.INTEGER);
        } else {
            queue.setInt(7, it.packetId());
        }
        queue.executeUpdate();
    }

    private void keepWill(Change.WillKept it) throws SQLException {
        keepWill.setString(1, it.clientId());
        keepWill.setLong(2, it.delay());
        setTime(keepWill, 3, it.at());
        setMessage(keepWill, 4, it.message());
        keepWill.setString(11, it.user());
        keepWill.executeUpdate();
    }

    /// Seven columns from `at` on.
    private static void setMessage(PreparedStatement statement, int at, Message message) throws SQLException {
        statement.setString(at, message.publisher());
        statement.setString(at + 1, message.topic());
        statement.setInt(at + 2, message.qos());
        statement.setInt(at + 3, message.retain() ? 1 : 0);
        statement.setString(at + 4, PropertyText.write(message.properties()));
        setTime(statement, at + 5, message.expiresAt());
        statement.setBytes(at + 6, message.payload().toArray());
    }

    private static void setTime(PreparedStatement statement, int at, long time) throws SQLException {
        if (time == Long.MAX_VALUE) {
            statement.setNull(at, Types.INTEGER);
        } else {
            statement.setLong(at, time);
        }
    }

    private static void run(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        statement.executeUpdate();
    }

    private static void run(PreparedStatement statement, String key) throws SQLException {
        statement.setString(1, key);
        statement.executeUpdate();
    }

    private static void run(PreparedStatement statement, long session, long key) throws SQLException {
        statement.setLong(1, session);
        statement.setLong(2, key);
        statement.executeUpdate();
    }

    private static void run(PreparedStatement statement, long session, String key) throws SQLException {
        statement.setLong(1, session);
        statement.setString(2, key);
        statement.executeUpdate();
    }
}
