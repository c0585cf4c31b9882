package mqttlab.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mqttlab.packet.TextBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeColumnTest {

    /// As tshark has it, also of a frame whose time is before that of the frame before.
    @ParameterizedTest
    @CsvSource(
            value = {
                "0,               '   0.000000'",
                "42673000,        '   0.042673'",
                "-42673000,       '  -0.042673'",
                "-12000042673000, '-12000.042673'"
            })
    void aDeltaStandsAtTheRight(long delta, String text) {
        TextBuffer out = new TextBuffer();
        TimeColumn.DELTA.print(out, 1_700_000_000_000_000_000L + delta, 0, 1_700_000_000_000_000_000L, 0);
        assertEquals(text, out.toString());
    }
}
