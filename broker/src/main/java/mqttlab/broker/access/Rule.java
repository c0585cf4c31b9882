package mqttlab.broker.access;

/// What a line of a rules file allows or forbids.
record Rule(Kind kind, String filter) {

    enum Kind {
        READ,
        WRITE,
        READWRITE,
        DENY;

        boolean isRead() {
            return this == READ || this == READWRITE;
        }

        boolean isWrite() {
            return this == WRITE || this == READWRITE;
        }
    }
}
