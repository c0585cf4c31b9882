/// Keeps what a broker knows in a file of SQLite: sessions, subscriptions, retained and waiting messages, wills.
///
/// [mqttlab.broker.store.SqliteStore] is the entrance; docs/broker-store.md describes the tables.
@NullMarked
package mqttlab.broker.store;

import org.jspecify.annotations.NullMarked;
