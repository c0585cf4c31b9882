package mqttlab.capture;

import java.util.HexFormat;

/// Bytes as they are written in tests: hex digits, with blanks and line ends where they help, and remarks after a
/// #.
public final class Hex {

    private Hex() {}

    public static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
    }

    public static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
