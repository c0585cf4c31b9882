package mqttlab.relay;

import org.jspecify.annotations.Nullable;

/// What is on its way in one direction.
///
/// @param mark of the packet that ends with these bytes, or null
/// @param due when it may go on, at the earliest
record Parcel(
        Kind kind, byte[] bytes, int from, int to, @Nullable String mark, long due) {

    enum Kind {
        /// Bytes; without any there is only the mark.
        BYTES,
        /// The sender's end.
        END,
        /// The end of the connection.
        CUT
    }

    private static final byte[] NONE = {};

    static Parcel note(String mark, long due) {
        return new Parcel(Kind.BYTES, NONE, 0, 0, mark, due);
    }

    static Parcel of(Kind kind, long due) {
        return new Parcel(kind, NONE, 0, 0, null, due);
    }

    int length() {
        return to - from;
    }

    /// What it takes to keep it, in bytes.
    int cost() {
        return length() + 64;
    }

    /// Without the first bytes.
    Parcel behind(int count) {
        return new Parcel(kind, bytes, from + count, to, mark, due);
    }
}
