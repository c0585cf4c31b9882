package mqttlab.broker.access;

/// What a line of a rules file allows or forbids.
///
/// @param line where it stands and what it says, for people
record Rule(Kind kind, String filter, String line) {

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
