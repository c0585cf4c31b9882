package mqttlab.finding;

/// What the receiver of a packet that breaks a rule will do, as the standard lays it down.
///
/// @param closes whether the connection is to be closed
/// @param code the reason code of 5.0 that it may send before, or -1 where none is named
/// @param text for people: "close connection; 0x82", "none"
public record Reaction(boolean closes, int code, String text) {

    public static final Reaction NONE = new Reaction(false, -1, "none");

    /// Reads what the catalogue says of a statement.
    static Reaction of(String text) {
        int hex = text.indexOf("0x");
        int code = hex < 0 ? -1 : Integer.parseInt(text, hex + 2, hex + 4, 16);
        return new Reaction(text.contains("close connection"), code, text);
    }

    /// The connection is closed; in 5.0 with `code`, unless it is 0.
    static Reaction close(int code) {
        return code == 0 ? of("close connection") : of(String.format("close connection; 0x%02x", code));
    }
}
