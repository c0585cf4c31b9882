package mqttlab.broker.store;

import java.util.List;

/// The tables, as docs/broker-store.md explains them.
final class Schema {

    /// "mqlb": tells our files from other programs'.
    static final int APPLICATION_ID = 0x6d716c62;

    /// Counts the changes of the tables that an older broker would not understand.
    static final int VERSION = 2;

    /// In WITHOUT ROWID tables a row lies where its key is: one tree to search instead of two.
    static final String TABLES = """
        CREATE TABLE sessions (
            id                  INTEGER PRIMARY KEY,
            client_id           TEXT    NOT NULL UNIQUE,
            expiry              INTEGER NOT NULL, -- seconds; 4294967295 for ever
            ends_at             INTEGER,          -- milliseconds since 1970; NULL while connected, or for ever
            user                TEXT              -- whose it is; NULL for nobody in particular
        ) STRICT;
        CREATE TABLE subscriptions (
            session             INTEGER NOT NULL, -- sessions.id
            filter              TEXT    NOT NULL,
            qos                 INTEGER NOT NULL,
            no_local            INTEGER NOT NULL,
            retain_as_published INTEGER NOT NULL,
            retain_handling     INTEGER NOT NULL,
            identifier          INTEGER NOT NULL, -- 0 for none
            PRIMARY KEY (session, filter)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE messages (
            number              INTEGER PRIMARY KEY,
            publisher           TEXT    NOT NULL, -- its client identifier; empty for the broker's own
            topic               TEXT    NOT NULL,
            qos                 INTEGER NOT NULL,
            retain              INTEGER NOT NULL,
            properties          TEXT,             -- JSON: [["Content Type", "text/plain"], ...]
            expires_at          INTEGER,          -- milliseconds since 1970; NULL for never
            payload             BLOB    NOT NULL
        ) STRICT;
        CREATE TABLE retained (
            topic               TEXT    NOT NULL PRIMARY KEY,
            message             INTEGER NOT NULL  -- messages.number
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE deliveries (
            session             INTEGER NOT NULL, -- sessions.id
            position            INTEGER NOT NULL, -- they go out in this order
            message             INTEGER NOT NULL, -- messages.number
            qos                 INTEGER NOT NULL,
            retain              INTEGER NOT NULL,
            identifiers         TEXT,             -- Subscription Identifiers: [3,7]
            packet_id           INTEGER,          -- NULL until it is sent
            released            INTEGER NOT NULL, -- 1: PUBREC has come
            PRIMARY KEY (session, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE received (
            session             INTEGER NOT NULL, -- sessions.id
            packet_id           INTEGER NOT NULL,
            PRIMARY KEY (session, packet_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE wills (
            client_id           TEXT    NOT NULL PRIMARY KEY,
            delay               INTEGER NOT NULL, -- seconds
            due                 INTEGER,          -- milliseconds since 1970; NULL while connected
            publisher           TEXT    NOT NULL,
            topic               TEXT    NOT NULL,
            qos                 INTEGER NOT NULL,
            retain              INTEGER NOT NULL,
            properties          TEXT,
            expires_at          INTEGER,
            payload             BLOB    NOT NULL,
            user                TEXT              -- whose it is; NULL for nobody in particular
        ) STRICT;
        """;

    /// What makes tables of each version, from 1 on, those of the next.
    static final List<String> UPGRADES = List.of("""
        ALTER TABLE sessions ADD COLUMN user TEXT;
        ALTER TABLE wills ADD COLUMN user TEXT;
        """);

    private Schema() {}
}
