package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import mqttlab.finding.Citation;
import mqttlab.finding.Finding;
import org.junit.jupiter.api.Test;

/// Which other statements a finding names: those that the packets at hand break, no others.
class OtherStatementsTest {

    private static final List<String> ACCEPTED = List.of(
            "> 10 0e 00 04 4d 51 54 54 05 02 00 00 00 00 01 63   # CONNECT \"c\", clean",
            "< 20 03 00 00 00   # CONNACK accepted");
    private static final String SUBSCRIBE = "> 82 07 00 01 00 00 01 74 02   # SUBSCRIBE, id 1 t";

    private static List<String> found(String... lines) {
        List<String> all = new ArrayList<>(ACCEPTED);
        all.addAll(List.of(lines));
        List<String> found = new ArrayList<>();
        for (Finding finding : new Script(all, 0).findings()) {
            Citation citation = finding.citation();
            found.add(citation.place() + " " + citation.also());
        }
        return found;
    }

    @Test
    void aMessageOfQos1TakesTheIdentifierOfAnother() {
        assertEquals(
                List.of("MQTT-2.2.1-3 [MQTT-4.3.2-1, MQTT-4.3.2-3]"),
                found("> 32 07 00 01 74 00 01 00 6d   # PUBLISH", "> 32 07 00 01 74 00 01 00 6e   # another"));
    }

    @Test
    void aRequestTakesTheIdentifierOfAMessage() {
        assertEquals(List.of("MQTT-2.2.1-3 []"), found("> 32 07 00 01 74 00 01 00 6d   # PUBLISH", SUBSCRIBE));
    }

    @Test
    void aMessageOfQos2TakesTheIdentifierOfOneOfQos1() {
        assertEquals(
                List.of("MQTT-2.2.1-3 []"),
                found("> 32 07 00 01 74 00 01 00 6d   # PUBLISH", "> 34 07 00 01 74 00 01 00 6e   # PUBLISH, QoS 2"));
    }

    @Test
    void aMessageTakesTheIdentifierOfOneThatHadItsPubrec() {
        assertEquals(
                List.of("MQTT-2.2.1-3 []"),
                found(
                        "> 34 07 00 01 74 00 01 00 6d   # PUBLISH, QoS 2",
                        "< 50 02 00 01   # PUBREC",
                        "> 34 07 00 01 74 00 01 00 6e   # another"));
    }

    @Test
    void aCodeOfSubackThatIsNeitherAQosNorAFailure() {
        assertEquals(
                List.of("MQTT-3.9.3-2 [MQTT-3.8.4-7]"), found(SUBSCRIBE, "< 90 04 00 01 00 04   # SUBACK, code 0x04"));
    }

    @Test
    void aFailureThatIsNotListed() {
        assertEquals(List.of("MQTT-3.9.3-2 []"), found(SUBSCRIBE, "< 90 04 00 01 00 85   # SUBACK, code 0x85"));
    }

    @Test
    void aConnectionStaysOpenAfterAnError() {
        assertEquals(
                List.of("MQTT-3.14.4-2 [MQTT-4.13.2-1]"),
                found("< e0 01 89   # DISCONNECT 0x89", "~ 20 s", "> c0 00   # PINGREQ"));
    }

    @Test
    void aConnectionStaysOpenAfterAGoodbye() {
        assertEquals(
                List.of("MQTT-3.14.4-2 []"),
                found("> c0 00   # PINGREQ", "> e0 00   # DISCONNECT", "~ 20 s", "< d0 00   # PINGRESP"));
    }

    @Test
    void anotherPacketComesBeforeConnack() {
        List<String> lines = List.of(ACCEPTED.getFirst(), SUBSCRIBE, "< 90 04 00 01 00 00   # SUBACK");
        Citation citation = new Script(lines, 0).findings().getFirst().citation();
        assertEquals("MQTT-3.2.0-1 []", citation.place() + " " + citation.also());
    }
}
