package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The notation, and what is said where a text does not keep to it.
class ScenarioReaderTest {

    private static List<Scenario> read(String text) {
        return ScenarioReader.read("t.txt", text.lines().toList(), 1);
    }

    @Test
    void aTextIsRead() {
        List<Scenario> all = read("""
            # About this file.

            == One   # with a comment
            3.1.1 MQTT-3.1.0-2 MQTT-4.8.0-1
            5.0   MQTT-3.1.0-2 2.1.2
            needs retain, no shared, qos 1
            a > CONNECT clean-start=0
            a < CONNACK code=0|1 !reason-string within 2.5 s
              & PUBLISH topic=a/# # no comment within, one behind
              | closed 0x81|0x82
             &? PUBACK
            ~ 1.5 s
            5.0: a < nothing

            # About the second.
            == Two
            5.0 MQTT-3.1.0-2
            unjudged
            > c0 00
            """);
        assertEquals(2, all.size());
        Scenario one = all.getFirst();
        assertEquals("One", one.title());
        assertEquals("t.txt:3", one.place());
        assertEquals(List.of("MQTT-3.1.0-2", "MQTT-4.8.0-1"), one.proves(Version.V3_1_1));
        assertEquals(List.of("MQTT-3.1.0-2", "2.1.2"), one.proves(Version.V5));
        assertEquals(
                List.of("retain", "no shared", "qos 1"),
                one.needs().stream().map(Need::toString).toList());
        assertEquals(Duration.ofMillis(1500), ((Step.Pause) one.steps().get(2)).time());
        assertEquals(true, one.isJudged());
        Step.Expect expect = (Step.Expect) one.steps().get(1);
        assertEquals(8, expect.line());
        assertEquals("a", expect.client());
        assertEquals(Duration.ofMillis(2500), expect.within());
        assertEquals(2, expect.alternatives().size());
        assertEquals(2, expect.alternatives().getFirst().size());
        assertEquals(
                List.of(0x81, 0x82),
                ((Answer.Closed) expect.alternatives().get(1).getFirst()).codes());
        assertEquals(1, expect.optional().size());
        assertEquals(Version.V5, one.steps().getLast().only());
        Scenario two = all.get(1);
        assertEquals(2, two.number());
        assertEquals(List.of(), two.proves(Version.V3_1_1));
        assertEquals(false, two.isJudged());
        assertEquals("", ((Step.Send) two.steps().getFirst()).client());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "> PUBLISHED ! expected bytes or the name of a packet type but found 'PUBLISHED'",
                "> PUBLISH qos ! expected a field and its value, 'qos=1', but found 'qos'",
                "> PUBLISH size=1 ! PUBLISH has no size; it has topic, qos, dup, retain, id, payload and properties",
                "> PUBLISH payload=\"a ! a quotation mark is missing",
                "< closed now ! expected a number but found 'now'",
                "? what ! expected 'CLIENT > packet', 'CLIENT < packet' or '~ SECONDS s'",
                "& PUBACK ! a line that begins with & continues one with <",
                "5.0 MQTT-9.9.9-9 ! MQTT 5.0 has no statement MQTT-9.9.9-9",
            })
    void whatIsWrongIsSaidWithItsPlace(String line, String message) {
        String text = "== title\n5.0 MQTT-3.1.0-2\n" + line + "\n";
        ScenarioException e = assertThrows(ScenarioException.class, () -> read(text));
        assertEquals("t.txt:3: " + message, e.getMessage());
    }

    @Test
    void aConversationProvesSomething() {
        assertEquals(
                "t.txt:1: 'title': it proves nothing: expected '3.1.1 MQTT-...' or '5.0 MQTT-...'",
                assertThrows(ScenarioException.class, () -> read("== title\n> PINGREQ\n"))
                        .getMessage());
        assertEquals(
                "t.txt:1: 'title': no steps",
                assertThrows(ScenarioException.class, () -> read("== title\n5.0 MQTT-3.1.0-2\n"))
                        .getMessage());
        assertEquals(
                "t.txt:1: expected a title, '== ...'",
                assertThrows(ScenarioException.class, () -> read("> PINGREQ\n")).getMessage());
        ScenarioException needs =
                assertThrows(ScenarioException.class, () -> read("== title\n5.0 2.1.2\nneeds luck\n"));
        assertEquals(
                "t.txt:3: expected one of " + String.join(", ", Need.WORDS) + " but found 'luck'", needs.getMessage());
    }
}
