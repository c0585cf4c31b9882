package mqttlab.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;

/// How payloads are written: as they are, or as text that can say any bytes.
final class Encoding {

    private final Options.Value<Boolean> hex;
    private final Options.Value<Boolean> base64;

    /// @param which "Payloads are printed"
    Encoding(Options options, String which) {
        hex = options.flag("--hex", which + " in hexadecimal.");
        base64 = options.flag("--base64", which + " in base64.");
    }

    boolean isPlain() {
        if (hex.get() && base64.get()) {
            throw Usage.wrong("--hex and --base64 exclude each other");
        }
        return !hex.get() && !base64.get();
    }

    /// The bytes that a text stands for; white space does not count.
    Bytes decode(byte[] text, int from, int to) {
        String digits = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            return Bytes.of(
                    hex.get()
                            ? HexFormat.of().parseHex(withoutSpace(digits))
                            : Base64.getDecoder().decode(withoutSpace(digits)));
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.FAILED, (hex.get() ? "--hex: " : "--base64: ") + e.getMessage());
        }
    }

    private static String withoutSpace(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                rest.append(text.charAt(i));
            }
        }
        return rest.toString();
    }

    /// Appends a payload that is not plain.
    void add(TextBuffer out, Bytes payload) {
        byte[] bytes = payload.toArray();
        if (hex.get()) {
            out.hex(bytes, 0, bytes.length);
        } else {
            out.addAll(Base64.getEncoder().encode(bytes));
        }
    }
}
