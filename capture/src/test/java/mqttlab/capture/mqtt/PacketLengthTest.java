package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mqttlab.packet.Framing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PacketLengthTest {

    @Property(tries = 5000)
    void isWhatFramingSays(@ForAll @Size(max = 9) byte[] bytes, @ForAll @IntRange(max = 5) int longDigits) {
        for (int i = 1; i < Math.min(bytes.length, longDigits); i++) {
            bytes[i] |= (byte) 0x80;
        }
        int length = PacketLength.of(bytes, 0, bytes.length);
        switch (Framing.next(bytes, 0, bytes.length)) {
            case Framing.Whole whole -> assertEquals(whole.length(), length);
            case Framing.Malformed _ -> assertEquals(PacketLength.MALFORMED, length);
            case Framing.Missing missing
            when length == PacketLength.UNKNOWN -> assertEquals(Math.max(1, 2 - bytes.length), missing.bytes());
            case Framing.Missing missing -> assertEquals(length - bytes.length, missing.bytes());
        }
    }
}
