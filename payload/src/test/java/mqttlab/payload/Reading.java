package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;

/// What a format reads, in one line.
final class Reading {

    static final int LONG = 100_000;

    private Reading() {}

    static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    static Message message(Bytes payload) {
        return new Message("a/b", null, payload);
    }

    static String line(PayloadFormat format, Bytes payload) throws PayloadException {
        return line(format.decode(message(payload)));
    }

    static String line(Value value) {
        TextBuffer out = new TextBuffer();
        PayloadText.line(out, value, LONG);
        return out.toString();
    }

    static PayloadException failure(PayloadFormat format, Bytes payload) {
        return assertThrows(PayloadException.class, () -> format.decode(message(payload)));
    }
}
