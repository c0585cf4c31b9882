package mqttlab.sample.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;
import mqttlab.payload.Message;
import mqttlab.payload.PayloadException;
import mqttlab.payload.PayloadText;
import mqttlab.payload.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CayenneLppTest {

    private static Value decode(String hex) throws PayloadException {
        Bytes payload = Bytes.of(HexFormat.of().parseHex(hex.replace(" ", "")));
        return new CayenneLpp().decode(new Message("", null, payload));
    }

    /// The first three are the examples of the documentation.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        03670110056700ff | {temperature_3: 27.2, temperature_5: 25.5}
        067104d2fb2e0000 | {accelerometer_6: {x: 1.234, y: -1.234, z: 0.000}}
        018806765ff2960a0003e8 | {gps_1: {latitude: 42.3519, longitude: -87.9094, altitude: 10.00}}
        000101 010001 0368 57 027326ac 0465ffff | {digital_out_0: 1, digital_in_1: 1, relative_humidity_3: 43.5, barometric_pressure_2: 990.0, luminosity_4: 65535}
        """)
    void readsTheExamples(String hex, String line) throws PayloadException {
        TextBuffer out = new TextBuffer();
        PayloadText.line(out, decode(hex), 200);
        assertEquals(line, out.toString());
    }

    @ParameterizedTest
    @CsvSource({"03, 0", "0367, 0", "036701, 0", "0367011005, 4", "0342, 0"})
    void saysWhereItFailed(String hex, long offset) {
        assertEquals(
                offset, assertThrows(PayloadException.class, () -> decode(hex)).offset());
    }
}
