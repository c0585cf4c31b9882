package mqttlab.finding;

/// What the receiver of a packet that breaks a rule will do, as the standard lays it down.
///
/// @param closes whether the connection is to be closed, or may be
/// @param code the reason code of 5.0 that it may send before, or -1 where none is named
/// @param text for people: "close connection; 0x82", "none"
public record Reaction(boolean closes, int code, String text) {

    public static final Reaction NONE = new Reaction(false, -1, "none");

    private static final String CASE = "if ";

    /// Reads what the catalogue says of a statement.
    static Reaction of(String text) {
        int hex = text.indexOf("0x");
        int code = hex < 0 ? -1 : Integer.parseInt(text, hex + 2, hex + 4, 16);
        return new Reaction(text.contains("close connection"), code, text);
    }

    /// The same of a statement that tells cases apart, each with a code: `if in use: acknowledgement with 0x91; if
    /// zero:
    /// close connection; 0x82`.
    static Reaction of(String text, int code) {
        String hex = hex(code);
        for (int from = text.startsWith(CASE) ? 0 : -1; from >= 0; ) {
            int next = text.indexOf("; " + CASE, from + 1);
            String one = text.substring(text.indexOf(": ", from) + 2, next < 0 ? text.length() : next);
            if (one.contains(hex)) {
                return of(one);
            }
            from = next;
        }
        return of(text);
    }

    /// The connection is closed; in 5.0 with `code`, unless it is 0.
    static Reaction close(int code) {
        return of(code == 0 ? "close connection" : "close connection; " + hex(code));
    }

    private static String hex(int code) {
        return String.format("0x%02X", code);
    }

    /// Whether the receiver has no choice but to close the connection.
    public boolean isMust() {
        return closes && !text.contains("(MAY)") && !text.contains("(SHOULD");
    }
}
