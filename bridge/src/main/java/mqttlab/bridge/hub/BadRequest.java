package mqttlab.bridge.hub;

import org.jspecify.annotations.Nullable;

/// A request that is none, or that cannot be granted: what is wrong, and what was expected instead.
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1;

    /// Nobody knows where.
    static final long NOWHERE = -1;

    private final String expected;
    private final long at;
    /// Of the request, where it was read before the mistake; JSON.
    @Nullable
    private final String id;

    BadRequest(String what, String expected, long at, @Nullable String id) {
        super(what, null, false, false);
        this.expected = expected;
        this.at = at;
        this.id = id;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String expected() {
        return expected;
    }

    /// Where in the text, in characters, or [#NOWHERE].
    long at() {
        return at;
    }

    @Nullable
    String id() {
        return id;
    }
}
