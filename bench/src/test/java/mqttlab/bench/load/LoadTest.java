package mqttlab.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The generator against a broker that is right.
class LoadTest {

    private static final int CLIENTS = 10;

    private static Mosquitto mosquitto;

    @BeforeAll
    static void start() throws IOException {
        mosquitto = new Mosquitto();
    }

    @AfterAll
    static void end() throws IOException {
        if (mosquitto != null) {
            mosquitto.close();
        }
    }

    static Stream<Arguments> loads() {
        return Stream.of(Scenario.values())
                .flatMap(scenario -> IntStream.range(0, 3).mapToObj(qos -> Arguments.of(scenario, qos)));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void everyMessageArrivesOnce(Scenario scenario, int qos) throws IOException {
        Result result = Run.of(options("--messages", "1000", "pairs"), scenario, new Shape(qos, 64));
        assertEquals(scenario == Scenario.FAN_OUT ? 1000 * CLIENTS : 1000, result.delivered());
        assertTrue(result.isRight(), result.row());
    }

    @Test
    void everyMessageArrivesOnceAtARate() throws IOException {
        Options options = options("--messages", "1000", "--rate", "10000", "pairs");
        Result result = Run.of(options, Scenario.PAIRS, new Shape(2, 4096));
        assertEquals(1000, result.delivered());
        assertTrue(result.isRight(), result.row());
    }

    @Test
    void idleConnectionsAreMade() throws IOException {
        String line = Idle.run(options("--connections", "100", "idle"));
        assertTrue(line.contains(" connections=100 "), line);
    }

    @Test
    void everyRetainedMessageArrivesOnce() throws IOException {
        String line = Retained.run(options("--topics", "1000", "retained"));
        assertTrue(line.contains(" topics=1000 ") && line.endsWith(" lost=0 doubled=0"), line);
    }

    @Test
    void whatIsNoLoadIsRefused() {
        assertThrows(LoadException.class, () -> options("fan-on"));
        assertThrows(LoadException.class, () -> options("--qos", "3", "pairs"));
        assertThrows(LoadException.class, () -> options("--colour", "red", "pairs"));
    }

    private static Options options(String... arguments) {
        String[] common = {"--port", Integer.toString(mosquitto.port), "--clients", Integer.toString(CLIENTS)};
        return Options.of(Stream.of(common, arguments).flatMap(Stream::of).toArray(String[]::new));
    }
}
