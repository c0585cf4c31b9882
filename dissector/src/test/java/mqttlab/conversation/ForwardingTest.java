package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which PUBLISH that goes out passes on which that came in. Packets are numbered from 1, lines a millisecond apart.
/// "s" publishes on connection 1, "a" and "b" listen on 2 and 3: the first six packets of each script.
class ForwardingTest {

    private static final List<String> THREE = List.of(
            "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 73",
            "< 20 02 00 00",
            "@ connection 2",
            "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 61",
            "< 20 02 00 00",
            "@ connection 3",
            "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 62",
            "< 20 02 00 00");

    private static Script script(String... lines) {
        List<String> all = new ArrayList<>(THREE);
        all.addAll(List.of(lines));
        return new Script(all, 0);
    }

    private static List<String> forwards(String... lines) {
        return script(lines).links.stream()
                .filter(link -> link.contains("forwards"))
                .toList();
    }

    @Test
    void aCopyForEachWhoListens() {
        Script script = script(
                "@ connection 1",
                "> 32 06 00 01 74 00 07 6d", // 7: PUBLISH t, QoS 1, "m"
                "@ connection 2",
                "< 30 04 00 01 74 6d",
                "@ connection 3",
                "< 32 06 00 01 74 00 01 6d");
        assertEquals(
                List.of("8 forwards 7 after 2 ms", "9 forwards 7 after 4 ms"),
                script.links.stream().filter(link -> link.contains("forwards")).toList());
        ForwardingTally all = script.sessions.forwarding().iterator().next().all();
        assertEquals(1, all.messages());
        assertEquals(1, all.passedOn());
        assertEquals(2, all.copies());
        assertEquals(2, all.mostCopies());
        assertEquals(7, all.mostCopied());
        assertEquals(1, all.lowered());
        assertEquals(8, all.firstLowered());
        assertEquals(3_000_000, all.meanNanos());
        assertEquals(4_000_000, all.worstNanos());
        assertEquals(9, all.worstTo());
    }

    @Test
    void theSenderMayListenToItself() {
        assertEquals(
                List.of("8 forwards 7 after 1 ms"),
                forwards("@ connection 1", "> 30 04 00 01 74 6d", "< 30 04 00 01 74 6d"));
    }

    @Test
    void anotherTopicOrPayloadIsAnotherMessage() {
        assertEquals(
                List.of(),
                forwards(
                        "@ connection 1",
                        "> 30 04 00 01 74 6d",
                        "@ connection 2",
                        "< 30 04 00 01 75 6d",
                        "< 30 04 00 01 74 6e",
                        "< 30 04 00 02 74 6d"));
    }

    @Test
    void equalMessagesOfABurstKeepTheirOrder() {
        assertEquals(
                List.of("9 forwards 7 after 3 ms", "10 forwards 8 after 3 ms"),
                forwards(
                        "@ connection 1",
                        "> 30 04 00 01 74 6d",
                        "> 30 04 00 01 74 6d",
                        "@ connection 2",
                        "< 30 04 00 01 74 6d",
                        "< 30 04 00 01 74 6d"));
    }

    @Test
    void oneThatWasDroppedDoesNotPutOffTheOthers() {
        assertEquals(
                List.of("9 forwards 8 after 2 ms", "11 forwards 10 after 2 ms"),
                forwards(
                        "@ connection 1",
                        "> 30 04 00 01 74 6d",
                        "~ 10 s",
                        "> 30 04 00 01 74 6d",
                        "@ connection 2",
                        "< 30 04 00 01 74 6d",
                        "~ 10 s",
                        "@ connection 1",
                        "> 30 04 00 01 74 6d",
                        "@ connection 2",
                        "< 30 04 00 01 74 6d"));
    }

    @Test
    void aConnectionGetsAMessageOnce() {
        assertEquals(
                List.of("8 forwards 7 after 2 ms"),
                forwards(
                        "@ connection 1",
                        "> 32 06 00 01 74 00 07 6d",
                        "@ connection 2",
                        "< 32 06 00 01 74 00 07 6d",
                        "< 32 06 00 01 74 00 08 6d"));
    }

    @Test
    void whatIsSentAgainIsNoFurtherCopy() {
        Script script = script(
                "@ connection 1",
                "> 32 06 00 01 74 00 07 6d",
                "@ connection 2",
                "< 32 06 00 01 74 00 07 6d",
                "< 3a 06 00 01 74 00 07 6d");
        assertTrue(script.links.contains("9 forwards 7 after 3 ms"), script.links::toString);
        assertEquals(1, script.sessions.forwarding().iterator().next().all().copies());
    }

    @Test
    void aMessageThatIsSentAgainIsOne() {
        Script script = script(
                "@ connection 1",
                "> 32 06 00 01 74 00 07 6d",
                "> 3a 06 00 01 74 00 07 6d",
                "@ connection 2",
                "< 30 04 00 01 74 6d");
        assertEquals(1, script.sessions.forwarding().iterator().next().all().messages());
    }

    @Test
    void whatWasKeptIsTheLast() {
        Script script = script(
                "@ connection 1",
                "> 31 04 00 01 74 6d",
                "> 31 04 00 01 74 6d",
                "~ 100 s",
                "@ connection 2",
                "< 31 04 00 01 74 6d");
        assertEquals(
                List.of("9 forwards 8 after 100003 ms"),
                script.links.stream().filter(link -> link.contains("forwards")).toList());
        ForwardingTally all = script.sessions.forwarding().iterator().next().all();
        assertEquals(1, all.retained());
        assertEquals(0, all.copies());
    }

    @Test
    void afterAMinuteNothingIsPassedOn() {
        assertEquals(
                List.of(),
                forwards("@ connection 1", "> 30 04 00 01 74 6d", "~ 60 s", "@ connection 2", "< 30 04 00 01 74 6d"));
    }

    @Test
    void anAliasStandsForItsTopic() {
        assertEquals(
                List.of("12 forwards 11 after 2 ms"),
                forwards(
                        "@ connection 4",
                        "> 10 11 00 04 4d 51 54 54 05 02 00 00 03 22 00 05 00 01 64",
                        "< 20 06 00 00 03 22 00 05",
                        "> 30 08 00 01 74 03 23 00 01 6d",
                        "> 30 07 00 00 03 23 00 01 6e",
                        "> 30 07 00 00 03 23 00 01 6f",
                        "@ connection 2",
                        "< 30 04 00 01 74 6f"));
    }

    @Test
    void aRingForgetsTheOldest() {
        Recent recent = new Recent(128);
        for (int i = 0; i < 1000; i++) {
            recent.add(i % 10).packet = i;
        }
        Recent.Entry latest = recent.latest(3);
        assertNotNull(latest);
        assertEquals(993, latest.packet);
        int found = 0;
        for (Recent.Entry each = latest; each != null; each = recent.before(each)) {
            assertEquals(993 - 10L * found++, each.packet);
        }
        assertEquals(13, found, "128 entries hold 12 or 13 of each key");
        assertNull(recent.latest(10));
    }
}
