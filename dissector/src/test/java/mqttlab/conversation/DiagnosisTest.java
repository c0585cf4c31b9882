package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import mqttlab.diagnosis.Broker;
import mqttlab.diagnosis.Case;
import mqttlab.diagnosis.Sentence;
import org.junit.jupiter.api.Test;

/// What is said of conversations. Packets are numbered from 1, lines a millisecond apart; the numbers behind a
/// sentence are the packets that prove it.
class DiagnosisTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 63";
    private static final String CONNECT_60_S = "> 10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 63";
    private static final String CONNECT_5 = "> 10 0e 00 04 4d 51 54 54 05 02 00 00 00 00 01 63";
    private static final String CONNECT_5_60_S = "> 10 0e 00 04 4d 51 54 54 05 02 00 3c 00 00 01 63";
    private static final String CONNECT_WITH_WILL = "> 10 13 00 04 4d 51 54 54 04 06 00 00 00 01 63 00 01 77 00 01 78";
    private static final String CONNACK = "< 20 02 00 00";
    private static final String CONNACK_5 = "< 20 03 00 00 00";

    private static List<String> texts(List<Sentence> sentences) {
        List<String> texts = new ArrayList<>();
        for (Sentence sentence : sentences) {
            String more = sentence.more() == 0 ? "" : " and " + sentence.more() + " more";
            texts.add(sentence.text() + " " + sentence.packets() + more);
        }
        return texts;
    }

    /// Of all connections.
    private static List<String> said(String... lines) {
        List<String> texts = new ArrayList<>();
        for (Case each : new Script(List.of(lines), 0).diagnosis.cases()) {
            texts.addAll(texts(each.sentences()));
        }
        return texts;
    }

    private static void assertEnd(String expected, String... lines) {
        assertEquals(expected, said(lines).getFirst());
    }

    @Test
    void goodbye() {
        assertEquals(
                List.of("The client said goodbye with DISCONNECT. [3]"),
                said(CONNECT, CONNACK, "> e0 00", "@ FIN client"));
        String withWill = "> 10 14 00 04 4d 51 54 54 05 06 00 00 00 00 01 63 00 00 01 77 00 01 78";
        assertEnd(
                "The client said goodbye with DISCONNECT, and asked for its will. [3]",
                withWill,
                CONNACK_5,
                "> e0 01 04",
                "@ FIN client");
        assertEnd("The client said goodbye with DISCONNECT. [3]", CONNECT_5, CONNACK_5, "> e0 01 04", "@ FIN client");
    }

    @Test
    void refusal() {
        assertEnd(
                "The server refused the client: Connection Refused, not authorized (0x05). [1, 2]",
                CONNECT,
                "< 20 02 00 05",
                "@ FIN server");
        assertEnd(
                "The server refused the client: Not authorized (0x87), \"no \\u001b[31m\". [1, 2]",
                CONNECT_5,
                "< 20 0e 00 87 0b 1f 00 08 6e 6f 20 1b 5b 33 31 6d",
                "@ FIN server");
    }

    @Test
    void refusalBecauseOfTheVersion() {
        assertEnd(
                "The server refused the client: Connection Refused, unacceptable protocol version (0x01); it answers"
                        + " as one that speaks 3.1.1 at most, not 5.0. [1, 2]",
                CONNECT_5,
                "< 20 02 00 01",
                "@ FIN server");
    }

    /// Authenticating takes its time, in which the client must not send PINGREQ.
    @Test
    void silenceBeforeConnAckIsNoSilence() {
        assertEquals(
                List.of(
                        "The client said goodbye with DISCONNECT. [5]",
                        "The client's longest silence was 40 s; its Keep Alive of 60 s allows 90 s, which leaves 50 s."
                                + " [2, 3]"),
                said(
                        "> 10 12 00 04 4d 51 54 54 05 02 00 3c 04 15 00 01 58 00 01 63",
                        "~ 100 s",
                        "< 20 07 00 00 04 15 00 01 58",
                        "~ 40 s",
                        "> c0 00",
                        "< d0 00",
                        "> e0 00",
                        "@ FIN client"));
    }

    @Test
    void noAnswerToConnect() {
        assertEnd(
                "CONNECT was not answered: the client closed the connection (FIN) after 10 s. [1]",
                CONNECT,
                "~ 10 s",
                "@ FIN client");
        assertEnd("CONNECT was not answered by the end of the capture, 3 s later. [1]", CONNECT, "~ 3 s", "@ silence");
        assertEnd(
                "The server closed the connection (FIN) instead of answering CONNECT: the client had broken a rule,"
                        + " Reserved at byte 9. [1]",
                "> 10 0d 00 04 4d 51 54 54 04 03 00 00 00 01 63",
                "@ FIN server");
    }

    @Test
    void theClientVanishes() {
        assertEnd(
                "The client reset the connection (RST) without DISCONNECT, so that its will is due; the last it got"
                        + " was CONNACK 1 ms before. [2]",
                CONNECT_WITH_WILL,
                CONNACK,
                "@ RST client");
    }

    @Test
    void theClientGivesUpOnAServerThatDoesNotAnswer() {
        assertEnd(
                "The client closed the connection (FIN) without DISCONNECT: its PINGREQ had not been answered for"
                        + " 10 s. [3]",
                CONNECT_60_S,
                CONNACK,
                "> c0 00",
                "~ 10 s",
                "@ FIN client");
    }

    @Test
    void keepAliveRunsOut() {
        assertEnd(
                "The server closed the connection (FIN) without DISCONNECT: the client had been silent for 95 s,"
                        + " while its Keep Alive of 60 s allows 90 s. [3]",
                CONNECT_60_S,
                CONNACK,
                "> c0 00",
                "< d0 00",
                "~ 95 s",
                "@ FIN server");
        assertEnd(
                "The server ended the connection: Keep Alive timeout (0x8d); the client had been silent for 95 s, while"
                        + " its Keep Alive of 60 s allows 90 s. [1, 3]",
                CONNECT_5_60_S,
                CONNACK_5,
                "~ 95 s",
                "< e0 01 8d",
                "@ FIN server");
    }

    @Test
    void keepAliveMargin() {
        assertEquals(
                List.of(
                        "The client said goodbye with DISCONNECT. [4]",
                        "The client's longest silence was 70 s; its Keep Alive of 60 s allows 90 s, which leaves 20 s."
                                + " [2, 3]"),
                said(CONNECT_60_S, CONNACK, "~ 70 s", "> c0 00", "> e0 00", "@ FIN client").stream()
                        .filter(text -> !text.contains("rule") && !text.contains("never"))
                        .toList());
    }

    @Test
    void aBrokenRuleIsWhy() {
        assertEquals(
                List.of(
                        "The server closed the connection (FIN) without DISCONNECT: the client had broken a rule, Topic"
                                + " Name at byte 4. [3]",
                        "The client breaks a rule at byte 4: Topic Name: expected that a topic name has no wildcards;"
                                + " found \"a/#\" [MQTT-3.3.2-2, 4.7.1-1 of 3.1.1]; the server has to close the"
                                + " connection for it. [3]"),
                said(CONNECT, CONNACK, "> 30 06 00 03 61 2f 23 6d", "@ FIN server"));
    }

    @Test
    void aRuleThatTheServerToleratedIsNotWhy() {
        assertEnd(
                "The server closed the connection (FIN) without DISCONNECT; the last it got was PINGREQ 2 ms before."
                        + " [4]",
                CONNECT,
                CONNACK,
                "> 30 06 00 03 61 2f 23 6d",
                "> c0 00",
                "< d0 00",
                "@ FIN server");
    }

    @Test
    void takenOver() {
        assertEnd(
                "The server closed the connection (FIN) without DISCONNECT: the same client identifier connected anew"
                        + " from 10.0.0.2 (stream 2). [3]",
                CONNECT,
                CONNACK,
                "@ connection 2",
                CONNECT,
                "@ connection 1",
                "@ FIN server",
                "@ connection 2",
                CONNACK);
    }

    @Test
    void twoClientsFight() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            lines.add("@ connection " + i);
            lines.add(CONNECT);
            if (i > 1) {
                lines.add("@ connection " + (i - 1));
                lines.add("@ FIN server");
                lines.add("@ connection " + i);
            }
            lines.add(CONNACK);
            lines.add("~ 1 s");
        }
        assertEquals(
                List.of("Two clients fight over the identifier \"c\": connections from 10.0.0.1 and 10.0.0.2 and"
                        + " 10.0.0.3 and 10.0.0.4 took it from each other 3 times within 2.01 s, and each time"
                        + " server:1883 ended the one before. [3, 5, 7]"),
                texts(new Script(lines, 0).diagnosis.clients()));
    }

    @Test
    void aClientThatComesAndGoes() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            lines.addAll(List.of("@ connection " + i, CONNECT, CONNACK, "~ 1 s", "@ RST client"));
        }
        assertEquals(
                List.of("The client \"c\" connected 12 times to server:1883 within 11.1 s, every 1.01 s on average."
                        + " [1, 3, 5, 7, 9, 11, 13, 15] and 4 more"),
                texts(new Script(lines, 0).diagnosis.clients()));
    }

    @Test
    void acknowledgementsStall() {
        assertEquals(
                List.of("The client had as many messages under way as the server's Receive Maximum of 1 allows 2 times,"
                        + " for 5 s in all; the longest time, 4 s, ended with an acknowledgement. [3, 4]"),
                said(
                                CONNECT_5,
                                "< 20 06 00 00 03 21 00 01",
                                "> 32 07 00 01 74 00 07 00 6d",
                                "~ 4 s",
                                "< 40 02 00 07",
                                "> 32 07 00 01 74 00 08 00 6d",
                                "~ 1 s",
                                "< 40 02 00 08",
                                "> e0 00",
                                "@ FIN client")
                        .stream()
                        .filter(text -> text.contains("Receive Maximum"))
                        .toList());
    }

    @Test
    void anIdentifierIsUsedTooEarly() {
        assertEquals(
                List.of("A packet identifier was used again while it was still in use, the first time 7. [3, 4]"),
                said(CONNECT, CONNACK, "> 32 06 00 01 74 00 07 6d", "> 32 06 00 01 74 00 07 6e", "> e0 00").stream()
                        .filter(text -> text.contains("used again"))
                        .toList());
    }

    @Test
    void whatWasNeverAnswered() {
        assertEquals(
                List.of("2 PUBLISH were never answered. [3, 4]", "1 PINGREQ was never answered. [5]"),
                said(
                                CONNECT,
                                CONNACK,
                                "> 32 06 00 01 74 00 07 6d",
                                "> 32 06 00 01 74 00 08 6d",
                                "> c0 00",
                                "@ RST client")
                        .stream()
                        .filter(text -> text.contains("never answered"))
                        .toList());
    }

    @Test
    void retainedAndLive() {
        assertEquals(
                List.of("1 of 2 messages to the client was retained, kept from before it subscribed. [5, 6]"),
                said(
                                CONNECT,
                                CONNACK,
                                "> 82 06 00 01 00 01 74 00",
                                "< 90 03 00 01 00",
                                "< 31 04 00 01 74 6d",
                                "< 30 04 00 01 74 6e",
                                "> e0 00")
                        .stream()
                        .filter(text -> text.contains("retained"))
                        .toList());
    }

    @Test
    void whatTheServerPassedOn() {
        Script script = new Script(
                List.of(CONNECT, CONNACK, "> 32 06 00 01 74 00 07 6d", "< 40 02 00 07", "< 30 04 00 01 74 6d"), 0);
        assertEquals(
                List.of(
                        "The server  got 1 message and passed 1 of them on as 1 copy, at most 1 of one message; it took"
                                + " 2 ms. [3, 5]",
                        "1 copy went out with a lower QoS than the message had. [5]"),
                texts(Broker.sentences(script.sessions.forwarding().iterator().next())));
    }

    @Test
    void openAtTheEnd() {
        assertEnd(
                "The connection was still open when the capture ended, 200 s after its last packet: that is longer than"
                        + " its Keep Alive allows, so it was lost unseen. [1, 2]",
                CONNECT_60_S,
                CONNACK,
                "~ 200 s",
                "@ silence");
    }
}
