-- A file with tables of version 1, as `sqlite3 broker.db .dump` says it. The broker of the commit "Write two rows for a
-- message that passes through, and delete runs" wrote it; the three pragmas are what .dump leaves out.
PRAGMA application_id = 1836149858;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE sessions (
    id                  INTEGER PRIMARY KEY,
    client_id           TEXT    NOT NULL UNIQUE,
    expiry              INTEGER NOT NULL, -- seconds; 4294967295 for ever
    ends_at             INTEGER           -- milliseconds since 1970; NULL while connected, or for ever
) STRICT;
INSERT INTO sessions VALUES(1,'kitchen',4294967295,NULL);
INSERT INTO sessions VALUES(2,'hall',3600,1800000000000);
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
INSERT INTO subscriptions VALUES(1,'home/#',2,0,0,0,7);
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
INSERT INTO messages VALUES(1,'pub','home/lamp',1,1,'[["Content Type","text/plain"]]',NULL,X'6f6e');
INSERT INTO messages VALUES(2,'pub','home/door',2,0,'[["Content Type","text/plain"]]',NULL,X'6f70656e');
CREATE TABLE retained (
    topic               TEXT    NOT NULL PRIMARY KEY,
    message             INTEGER NOT NULL  -- messages.number
) STRICT, WITHOUT ROWID;
INSERT INTO retained VALUES('home/lamp',1);
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
INSERT INTO deliveries VALUES(1,1,1,1,0,'[7]',5,0);
INSERT INTO deliveries VALUES(1,2,2,2,0,'[7]',6,1);
INSERT INTO deliveries VALUES(1,3,2,2,0,'[7]',NULL,0);
CREATE TABLE received (
    session             INTEGER NOT NULL, -- sessions.id
    packet_id           INTEGER NOT NULL,
    PRIMARY KEY (session, packet_id)
) STRICT, WITHOUT ROWID;
INSERT INTO received VALUES(2,9);
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
    payload             BLOB    NOT NULL
) STRICT;
INSERT INTO wills VALUES('hall',30,1799999000000,'pub','home/gone',1,0,'[["Content Type","text/plain"]]',NULL,X'68616c6c');
COMMIT;
