package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where the evidence is missing nothing is said.
class AbstentionTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 63";
    private static final String CONNECT_AGAIN = "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63";
    private static final String CONNECT_5 = "> 10 0e 00 04 4d 51 54 54 05 02 00 00 00 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";
    private static final String CONNACK_5 = "< 20 03 00 00 00";
    private static final String SESSION_PRESENT = "< 20 02 01 00";

    private static void assertSilent(String... lines) {
        assertEquals(List.of(), new Script(List.of(lines), 0).findings());
    }

    @Test
    void aClientNeedNotWaitForConnAck() {
        assertSilent(
                CONNECT,
                "> 82 06 00 01 00 01 74 01",
                "> 32 06 00 01 74 00 02 6d",
                "> c0 00",
                "> e0 00",
                CONNACK,
                "< 90 03 00 01 01",
                "< 40 02 00 02",
                "< d0 00");
    }

    @Test
    void whatIsSentBeforeConnAckIsNotHeldToIt() {
        // Receive Maximum 1, Maximum QoS 0, Retain Available 0, Maximum Packet Size 8.
        assertSilent(
                CONNECT_5,
                "> 33 07 00 01 74 00 02 00 6d",
                "> 35 07 00 01 74 00 03 00 6d",
                "< 20 0f 00 00 0c 21 00 01 24 00 25 00 27 00 00 00 08");
    }

    @Test
    void whoJoinsLateKnowsNothingOfWhatIsOpen() {
        assertSilent(
                "@ midstream",
                "> 82 09 00 01 00 04 61 62 63 64 00",
                "< 40 02 00 07",
                "< 50 02 00 08",
                "< 62 02 00 09",
                "< 70 02 00 0a",
                "< b0 02 00 0b",
                "< d0 00",
                "> 3a 06 00 01 74 00 02 6d",
                "< 3a 06 00 01 74 00 02 6d",
                "< 40 02 00 02",
                "> 40 02 00 02",
                "> 70 02 00 09",
                "~ 1000 s",
                "> c0 00");
    }

    @Test
    void afterLostBytesAnythingMayBeOpen() {
        assertSilent(
                CONNECT,
                CONNACK,
                "> 32 06 00 01 74 00 02 6d",
                "@ lost server",
                "> 32 06 00 01 74 00 02 6e",
                "< 40 02 00 07",
                "< d0 00",
                "< 31 04 00 01 75 6d",
                "~ 60 s",
                "> c0 00",
                "< d0 00");
    }

    @Test
    void aSessionFromBeforeTheCaptureMayHoldAnything() {
        assertSilent(
                CONNECT_AGAIN,
                "> 3a 06 00 01 74 00 02 6d",
                "> 62 02 00 03",
                SESSION_PRESENT,
                "< 3a 06 00 01 75 00 09 6d",
                "> 40 02 00 09",
                "< 62 02 00 0a",
                "> 70 02 00 0a",
                "< 40 02 00 02",
                "< 70 02 00 03");
    }

    @Test
    void anUnknownClientMayHaveASessionOrNone() {
        assertSilent(CONNECT_AGAIN, SESSION_PRESENT, "@ FIN client", "@ connection 2", CONNECT_AGAIN, SESSION_PRESENT);
    }

    @Test
    void aLostAcknowledgementMayBeSentAgainOnTheNextConnection() {
        assertSilent(
                CONNECT_AGAIN,
                CONNACK,
                "> 34 06 00 01 74 00 02 6d",
                "< 50 02 00 02",
                "@ RST client",
                "@ connection 2",
                CONNECT_AGAIN,
                SESSION_PRESENT,
                "> 3c 06 00 01 74 00 02 6d",
                "< 50 02 00 02",
                "> 62 02 00 02",
                "< 70 02 00 02",
                "@ FIN client");
    }

    @Test
    void aClientThatVanishesIsNotBlamedForItsSilence() {
        assertSilent("> 10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 63", CONNACK, "~ 91 s", "@ FIN server");
    }

    @Test
    void theEndOfACaptureIsNotTheEndOfAConnection() {
        assertSilent(CONNECT, CONNACK, "> e0 00", "~ 300 s", "@ silence");
    }

    @Test
    void aPacketThatIsNoneTellsNothingOfWhatFollows() {
        Script script = new Script(List.of(CONNECT, CONNACK, "> f0 00", "< 40 02 00 01", "< 90 03 00 01 00"), 0);
        assertEquals(1, script.findings().size());
    }

    @Test
    void whoHasClosedHisSideIsNotBlamedForTheOther() {
        String goodbye = "> e0 00";
        String later = "< d0 00";
        assertSilent(CONNECT, CONNACK, "> c0 00", goodbye, "@ closes client", "~ 60 s", later, "@ FIN client");
        assertEquals(
                List.of("MQTT-3.14.4-1 client warning"),
                lines(CONNECT, CONNACK, "> c0 00", goodbye, "@ closes server", "~ 60 s", later, "@ FIN server"),
                "the client has not");
    }

    @Test
    void aTypeOfTheOtherSideIsOneFault() {
        for (String packet : List.of("> 20 02 00 00", "> 90 03 00 01 00", "> b0 02 00 01", "> d0 00")) {
            assertEquals(List.of("2.2.1 client"), lines(CONNECT, CONNACK, packet), packet);
        }
        for (String packet : List.of("< 82 06 00 01 00 01 74 00", "< a2 05 00 01 00 01 74", "< c0 00")) {
            assertEquals(
                    List.of("2.2.1 server"),
                    lines(CONNECT, CONNACK, packet, "> 82 06 00 01 00 01 74 00", "< 90 03 00 01 00"),
                    packet + " uses no identifier");
        }
    }

    private static List<String> lines(String... lines) {
        return new Script(List.of(lines), 0)
                .findings().stream().map(Script::line).toList();
    }

    @Test
    void pubCompOvertakesNoPubRecThatIsStillOwed() {
        String[] qos2 = {
            CONNECT,
            CONNACK,
            "> 82 06 00 01 00 01 74 02",
            "< 90 03 00 01 02",
            "< 34 06 00 01 74 00 01 6d", // PUBLISH 1
            "> 50 02 00 01", // PUBREC 1
            "< 62 02 00 01", // PUBREL 1
            "< 34 06 00 01 74 00 02 6d", // PUBLISH 2 and 3, before PUBCOMP
            "< 34 06 00 01 74 00 03 6d",
            "> 70 02 00 01" // PUBCOMP 1
        };
        assertSilent(qos2);
        String[] disorder = Arrays.copyOf(qos2, qos2.length + 2);
        disorder[qos2.length] = "> 50 02 00 03";
        disorder[qos2.length + 1] = "> 50 02 00 02";
        assertEquals(List.of("MQTT-4.6.0-3 client"), lines(disorder), "what it overtook is still owed");
    }

    @Test
    void pubRecOfARepetitionOvertakesNothing() {
        assertSilent(
                CONNECT,
                CONNACK,
                "> 82 06 00 01 00 01 74 02",
                "< 90 03 00 01 02",
                "< 34 06 00 01 74 00 01 6d",
                "> 50 02 00 01",
                "< 34 06 00 01 74 00 02 6d",
                "< 3c 06 00 01 74 00 01 6d", // again, as 3.1.1 allows
                "> 50 02 00 01",
                "> 50 02 00 02");
    }

    @Test
    void whatWasCutOffIsNotTheSendersFault() {
        assertSilent(CONNECT, CONNACK, "> 82 06 00 01 ...");
        assertSilent(CONNECT, CONNACK, "> a2 05 00 01 ...");
        assertSilent(CONNECT_5, CONNACK_5, "> 82 07 00 01 00 ...");
        assertSilent(CONNECT_5, CONNACK_5, "> a2 06 00 01 00 ...");
        // CONNECT names a method; AUTH of length 0 would say Success, which is for servers.
        String connect = "> 10 12 00 04 4d 51 54 54 05 02 00 00 04 15 00 01 78 00 01 63";
        assertSilent(connect, "< f0 06 18 04 15 00 01 78", "> f0 06 ...");
        assertSilent("> 10 0f 00 06 4d 51 49 73 64 70 ..."); // of 3.1
        // PUBLISH whose payload is UTF-8, and is cut within a character.
        assertSilent(CONNECT_5, CONNACK_5, "> 30 09 00 01 74 02 01 01 e2 82 ...");
        assertEquals(
                List.of("3.3.2.3.2 client"),
                lines(CONNECT_5, CONNACK_5, "> 30 0c 00 01 74 02 01 01 ff 61 61 61 61 ..."),
                "what was seen is wrong");
        assertEquals(
                List.of("MQTT-4.7.3-1 client"),
                lines(CONNECT, CONNACK, "> 82 06 00 01 00 00 ..."),
                "an empty filter was seen");
    }
}
