package mqttlab.cli.client;

import java.util.Arrays;
import java.util.Base64;
import mqttlab.cli.bytes.PacketText;
import mqttlab.cli.bytes.PacketText.Form;
import mqttlab.cli.command.Options;
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

    /// The bytes that a text stands for.
    Bytes decode(byte[] text, int from, int to) {
        byte[] digits = Arrays.copyOfRange(text, from, to);
        return Bytes.of(
                hex.get()
                        ? PacketText.read(digits, Form.HEX, "--hex")
                        : PacketText.read(digits, Form.BASE64, "--base64"));
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
