package mqttlab.capture.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers are those that tshark 4.0.17 gives as tcp.stream for the same segments.
class StreamNumberTest {

    @ParameterizedTest
    @CsvSource({
        "> S 100| > S 100| > S 500| < SA 900 a501| > 501 a901| > S 600, 0 0 1 1 1 2",
        "> S 100| < SA 900 a101| < SA 1900 a101| > 101 a1901, 0 0 0 0",
        "< SA 900 a101| > S 100| > 101 a901, 0 0 0",
        "< SA 900 a101| > S 200| > 101 a901, 0 1 1",
        "> 100 a900 abc| < 900 a103| > S 5000, 0 0 1",
        "< 900 a103 abc| > S 5000, 0 1",
        "< 900 a103 abc| > S 102, 0 0",
        "< 900 a103 abc| > S 103, 0 1",
        "> 100 a900 abc| > S 99, 0 0",
        "> 100 a900 abc| > S 100, 0 1",
        "> R 100 a900| > S 5000, 0 1",
        "> S 100| < S 900| > SA 100 a901| < SA 900 a101, 0 0 0 0",
        "> S 100| < SA 900 a101| < S 5000| > SA 6000 a5001, 0 0 1 1",
        "> SF 100| > SR 300| > S 400 xx| > S 500, 0 1 2 3",
        "> S 100| < SA 900 a101| > F 101 a901| < F 901 a102| > 102 a902| > S 100| > 101 x, 0 0 0 0 0 0 0",
    })
    void isThatOfWireshark(String segments, String expected) {
        List<Integer> numbers = new Conversation().play(segments.replace("|", "\n"));
        assertEquals(
                expected, String.join(" ", numbers.stream().map(String::valueOf).toList()));
    }
}
