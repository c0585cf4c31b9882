package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which packet answers which. The lines of each script are its packets, numbered from 1, a millisecond apart.
class LinksTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";

    private static List<String> links(String... lines) {
        return new Script(List.of(lines), 0).links;
    }

    @Test
    void connect() {
        assertEquals(List.of("2 answers 1 after 1 ms"), links(CONNECT, CONNACK));
    }

    @Test
    void connectAnsweredLate() {
        assertEquals(List.of("2 answers 1 after 3002 ms"), links(CONNECT, "~ 3 s", CONNACK));
    }

    /// As where two captures were merged whose clocks differ.
    @Test
    void timeRunsBackwards() {
        assertEquals(List.of("2 answers 1 after 0 ms"), links(CONNECT, "~ -3 s", CONNACK));
        assertEquals(
                List.of(
                        "2 answers 1 after 1 ms",
                        "4 answers 3 after 0 ms",
                        "5 answers 4 after 1 ms",
                        "6 answers 5 after 1 ms",
                        "6 completes 3 after 0 ms"),
                links(
                        CONNECT,
                        CONNACK,
                        "> 34 06 00 01 74 00 07 6d",
                        "~ -3 s",
                        "< 50 02 00 07",
                        "> 62 02 00 07",
                        "< 70 02 00 07"));
    }

    @Test
    void publishOfQos1() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "5 answers 4 after 1 ms"),
                links(CONNECT, CONNACK, "> 30 04 00 01 74 6d", "> 32 06 00 01 74 00 07 6d", "< 40 02 00 07"));
    }

    @Test
    void publishOfQos2InFourSteps() {
        assertEquals(
                List.of(
                        "2 answers 1 after 1 ms",
                        "4 answers 3 after 1 ms",
                        "5 answers 4 after 1 ms",
                        "6 answers 5 after 1 ms",
                        "6 completes 3 after 3 ms"),
                links(
                        CONNECT,
                        CONNACK,
                        "> 34 06 00 01 74 00 07 6d",
                        "< 50 02 00 07",
                        "> 62 02 00 07",
                        "< 70 02 00 07"));
    }

    @Test
    void bothSidesUseTheSameIdentifier() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "5 answers 4 after 1 ms", "6 answers 3 after 3 ms"),
                links(
                                CONNECT,
                                CONNACK,
                                "> 32 06 00 01 74 00 07 6d",
                                "< 32 06 00 01 74 00 07 6d",
                                "> 40 02 00 07",
                                "< 40 02 00 07")
                        .stream()
                        .filter(it -> it.contains("answers"))
                        .toList());
    }

    @Test
    void subscribeAndUnsubscribe() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "4 answers 3 after 1 ms", "6 answers 5 after 1 ms"),
                links(
                        CONNECT,
                        CONNACK,
                        "> 82 06 00 01 00 01 74 00",
                        "< 90 03 00 01 00",
                        "> a2 05 00 02 00 01 74",
                        "< b0 02 00 02"));
    }

    @Test
    void pingsInTheirOrder() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "5 answers 3 after 2 ms", "6 answers 4 after 2 ms"),
                links(CONNECT, CONNACK, "> c0 00", "> c0 00", "< d0 00", "< d0 00"));
    }

    @Test
    void stepsOfAuthentication() {
        assertEquals(
                List.of(
                        "2 answers 1 after 1 ms",
                        "3 answers 2 after 1 ms",
                        "4 answers 1 after 3 ms",
                        "6 answers 5 after 1 ms"),
                links(
                        "> 10 12 00 04 4d 51 54 54 05 02 00 00 04 15 00 01 4d 00 01 63",
                        "< f0 06 18 04 15 00 01 4d",
                        "> f0 06 18 04 15 00 01 4d",
                        "< 20 07 00 00 04 15 00 01 4d",
                        "> f0 06 19 04 15 00 01 4d",
                        "< f0 06 00 04 15 00 01 4d"));
    }

    @Test
    void whatIsSentAgainSaysWhatItRepeats() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "4 repeats 3", "5 answers 4 after 1 ms"),
                links(CONNECT, CONNACK, "> 32 06 00 01 74 00 07 6d", "> 3a 06 00 01 74 00 07 6d", "< 40 02 00 07"));
    }

    @Test
    void whatWasNeverAnswered() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "PUBLISH 3 is not answered", "PINGREQ 4 is not answered"),
                links(CONNECT, CONNACK, "> 32 06 00 01 74 00 07 6d", "> c0 00"));
    }

    @Test
    void acrossLostBytesNothingIsLinked() {
        assertEquals(
                List.of("2 answers 1 after 1 ms"),
                links(CONNECT, CONNACK, "> 32 06 00 01 74 00 07 6d", "@ lost server", "< 40 02 00 07"));
    }

    @Test
    void acrossConnectionsOfASession() {
        assertEquals(
                List.of(
                        "2 answers 1 after 1 ms",
                        "PUBLISH 3 is not answered",
                        "5 answers 4 after 1 ms",
                        "6 repeats 3",
                        "7 answers 6 after 1 ms"),
                links(
                        "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63",
                        CONNACK,
                        "> 32 06 00 01 74 00 07 6d",
                        "@ RST client",
                        "@ connection 2",
                        "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63",
                        "< 20 02 01 00",
                        "> 3a 06 00 01 74 00 07 6d",
                        "< 40 02 00 07"));
    }

    @Test
    void whatIsSentAgainIsCompletedSinceItWasFirstSent() {
        assertEquals(
                List.of("4 repeats 3", "7 completes 3 after 4 ms"),
                links(
                                CONNECT,
                                CONNACK,
                                "> 34 06 00 01 74 00 07 6d",
                                "> 3c 06 00 01 74 00 07 6d",
                                "< 50 02 00 07",
                                "> 62 02 00 07",
                                "< 70 02 00 07")
                        .stream()
                        .filter(it -> !it.contains("answers"))
                        .toList());
    }

    @Test
    void whatBeganUnseenIsNotCompleted() {
        assertEquals(
                List.of("2 answers 1 after 1 ms", "4 answers 3 after 1 ms"),
                links(
                        "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63",
                        "< 20 02 01 00",
                        "> 62 02 00 07",
                        "< 70 02 00 07"));
    }

    private static List<String> takeOver(String... between) {
        List<String> lines = new ArrayList<>(List.of(CONNECT, CONNACK, "@ connection 2", CONNECT, "@ connection 1"));
        lines.addAll(List.of(between));
        lines.addAll(List.of("@ connection 2", CONNACK));
        return new Script(lines, 0)
                .links.stream().filter(it -> it.contains("taken")).toList();
    }

    @Test
    void theServerGivesUpAConnectionForAnotherOfTheSameClient() {
        assertEquals(List.of("connection 1 is taken over by 2"), takeOver("@ FIN server"));
        assertEquals(List.of("connection 1 is taken over by 2"), takeOver());
    }

    @Test
    void whatTheClientEndedIsNotTakenOver() {
        assertEquals(List.of(), takeOver("> e0 00", "@ FIN server"));
        assertEquals(List.of(), takeOver("@ FIN client"));
    }
}
