package mqttlab.capture.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {

    @Test
    void bothDirectionsInOrder() {
        assertEquals("> abc, < xy, > def, > end, < z, < end, FINISHED", Conversation.of("""
            > S 99
            < SA 499 a100
            > A 100 a500
            > 100 a500 abc
            < 500 a103 xy
            > 103 a502 def
            > F 106 a502
            < F 502 a107 z
            > A 107 a504
            """));
    }

    @Test
    void whatComesTooEarlyIsHeld() {
        assertEquals("> abc, > def, > ghi", Conversation.of("""
            > S 99
            > 106 ghi
            > 103 def
            > 100 abc
            """));
    }

    @Test
    void sequenceNumbersWrapAround() {
        assertEquals("> abc, > def, > ghi, > jkl", Conversation.of("""
            > S 4294967290
            > 4294967291 abc
            > 4 jkl
            > 4294967294 def
            > 1 ghi
            """));
    }

    @Test
    void whatComesAgainIsNotTakenAgain() {
        assertEquals("> abc, > def, > ghi", Conversation.of("""
            > S 99
            > S 99
            > 100 abc
            > 100 abc
            > 106 ghi
            > 106 ghi
            > 103 def
            > 103 def
            """));
    }

    @Test
    void whatCameFirstStays() {
        assertEquals("> abcd, > overlap 2, > EF", Conversation.of("""
            > S 99
            > 100 abcd
            > 102 CDEF
            """));
        assertEquals("> overlap 2, > ab, > CD, > ef, > ghi", Conversation.of("""
            > S 99
            > 102 CD
            > 106 ghi
            > 100 abcdef
            """));
        assertEquals("> overlap 3, > a, > B, > c, > D, > e, > F, > g", Conversation.of("""
            > S 99
            > 105 F
            > 101 B
            > 103 D
            > 101 bcdefg
            > 100 a
            """));
    }

    @Test
    void keepAliveBytesAndWindowProbesAreNoData() {
        assertEquals("> abc, > d, > ef, < x", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 a500 abc
            > 102 a500 ?
            > 102 a500
            < 499 a103 ?
            > 103 a500 d
            < 500 a103
            > 103 a500 d
            > 104 a500 ef
            < 500 a106 x
            """));
    }

    @Test
    void aHoleIsSteppedOverOnceItIsAcknowledged() {
        assertEquals("> abc, > lost 3, > ghi, > jkl", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 a500 abc
            > 106 a500 ghi
            < 500 a103
            < 500 a109
            > 109 a500 jkl
            """));
    }

    @Test
    void aHoleThatWasAcknowledgedBeforeIsSteppedOverAtOnce() {
        assertEquals("> abc, > lost 3, > ghi", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 a500 abc
            < 500 a106
            > 106 a500 ghi
            """));
    }

    @Test
    void anAcknowledgementMayBeCapturedBeforeItsData() {
        assertEquals("> abc, > def", Conversation.of("""
            < SA 499 a100
            > S 99
            < 500 a103
            > 100 a500 abc
            < 500 a106
            > 103 a500 def
            """));
    }

    @Test
    void anAcknowledgementOfPartOfAHoleIsNotEnough() {
        assertEquals("> a, > bcdef, > g", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 a
            > 106 g
            < 500 a105
            > 101 bcdef
            """));
    }

    @Test
    void tooMuchIsNotHeld() {
        Conversation bytes = new Conversation(new Limits(10, 10, 10, 5, 100, 1000));
        bytes.play("""
            > S 99
            > 103 def
            > 106 ghi
            > 100 abc
            """);
        assertEquals("> lost 3, > def, > ghi", bytes.told());
        Conversation pieces = new Conversation(new Limits(10, 10, 10, 1000, 2, 1000));
        pieces.play("""
            > S 99
            > 102 c
            > 104 e
            > 106 g
            """);
        assertEquals("> lost 2, > c", pieces.told());
        Conversation all = new Conversation(new Limits(10, 10, 10, 1000, 1000, 600));
        all.play("""
            > S 99
            > 102 c
            """);
        all.from(40_001).play("""
            > S 99
            > 102 c
            > 104 e
            """);
        assertEquals("> lost 2, > c", all.told());
    }

    @Test
    void aCaptureMayStartInTheMiddle() {
        assertEquals("> abc, < x", Conversation.of("""
            > 100 a500 abc
            < 500 a103 x
            """));
        assertEquals("> bc", Conversation.of("""
            > 99 a500
            > 100 a500 bc
            """));
        assertEquals("< x, > bc", Conversation.of("""
            < 500 a103 x
            > 100 a501 bc
            """));
    }

    @Test
    void aCaptureMayStartWithWhatComesTooEarly() {
        assertEquals("< x, > abc, > def", Conversation.of("""
            < 500 a100 x
            > 103 a501 def
            > 100 a501 abc
            """));
        assertEquals("< x, > lost 3, > def", Conversation.of("""
            < 500 a100 x
            > 103 a501 def
            < 501 a106
            """));
    }

    @Test
    void whoAnswersHasSeenMoreThanWeHave() {
        String opening = """
            > S 99
            < SA 499 a100
            > 100 a500 abc
            """;
        assertEquals("> abc, > unseen, < x, < y, > unseen, < z", Conversation.of(opening + """
            < 500 a109 x
            < 501 a109 y
            < 502 a112 z
            """));
        assertEquals("> abc, < x, > end, < y", Conversation.of(opening + """
            < 500 a103 x
            > F 103 a501
            < 501 a104 y
            """), "the FIN has a number, too");
        assertEquals("> abc, < x", Conversation.of(opening + """
            < 500 a109
            < 500 a103 x
            """), "nothing was said behind it");
    }

    @Test
    void whatComesOutOfTurnWasAnsweredBefore() {
        assertEquals("> abc, > unseen, < x, > def, > unseen, > ghi", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 a500 abc
            < 500 a106 x
            > 103 a500 def
            > 106 a501 ghi
            """));
    }

    @Test
    void ofAClientAloneAllIsUnseenThatItReads() {
        assertEquals("> abc, < unseen, > def", Conversation.of("""
            > 100 a500 abc
            > 103 a504 def
            """));
    }

    @Test
    void bytesThatWereNotCapturedAreLost() {
        assertEquals("> ab, > lost 2, > ef, > lost 1", Conversation.of("""
            > S 99
            > 100 ab m2
            > 104 ef m1
            """));
        assertEquals("> ab, > lost 1, > d, > e, > end", Conversation.of("""
            > S 99
            > 103 d
            > F 104 e
            > 100 ab m2
            """));
    }

    @Test
    void dataMayComeWithSynAndFin() {
        assertEquals("> abc, > def, > end", Conversation.of("""
            > S 99 abc
            > F 103 def
            """));
        assertEquals("> abc, > def, > end", Conversation.of("""
            > S 99
            > F 103 def
            > 100 abc
            """));
    }

    @Test
    void nothingComesAfterTheEnd() {
        assertEquals("> abc, > end", Conversation.of("""
            > S 99
            > F 100 abc
            > 102 cdef
            > 103 def
            > F 103
            """));
    }

    @Test
    void whatIsAcknowledgedAndNeverComesIsUnseen() {
        Conversation conversation = new Conversation();
        conversation.play("""
            > S 99
            > 100 abc
            < 500 a106 x
            < 501 a109
            """);
        conversation.streams.finish();
        assertEquals("> abc, > unseen, < x, > unseen, CAPTURE_ENDS", conversation.told());
    }

    @Test
    void aTailThatIsAcknowledgedAndMissingIsLost() {
        assertEquals("> abc, > lost 3, > end", Conversation.of("""
            > S 99
            > 100 abc
            > F 106
            < 500 a107
            """));
    }

    @Test
    void aResetEndsTheConnectionAndLateDataAreStillTaken() {
        assertEquals("> abc, > lost 3, > ghi, RESET, > jkl", Conversation.of("""
            > S 99
            > 100 abc
            > 106 ghi
            < R 500 a109 remark
            > 109 jkl
            """));
    }

    @Test
    void atTheEndOfTheCaptureHolesAreGivenUp() {
        Conversation conversation = new Conversation();
        conversation.play("""
            > S 99
            > 103 def
            > F 107
            """);
        conversation.streams.finish();
        assertEquals("> lost 3, > def, > lost 1, > end, CAPTURE_ENDS", conversation.told());
    }

    @Test
    void aSequenceNumberFarAwayIsAhead() {
        assertEquals("> abc, > lost 3000000000, > xyz", Conversation.of("""
            > S 99
            < SA 499 a100
            > 100 abc
            > 3000000103 xyz
            < 500 a3000000106
            """));
    }

    @Test
    void aNewServerOnTheSamePortsStartsAnew() {
        assertEquals("< abc, < lost 0, < xyz", Conversation.of("""
            < SA 499 a100
            < 500 abc
            < SA 799 a100
            < 800 xyz
            """));
        assertEquals("< xyz", Conversation.of("""
            < SA 499 a100
            < 503 abc
            < SA 799 a100
            < 800 xyz
            """));
    }

    @Test
    void theEndsAreKnown() {
        Conversation conversation = new Conversation();
        conversation.play("""
            < SA 499 a100
            > 100 abc
            """);
        Connection connection = conversation.connection();
        assertEquals(1, connection.client());
        assertEquals(1883, connection.port(0));
        assertEquals(40_000, connection.port(1));
        assertEquals(0x0a000002, connection.addressLow(0));
        assertEquals(0, connection.addressHigh(0));
        assertEquals(4, connection.ipVersion());
        assertTrue(connection.hasBeginning(0));
        assertTrue(connection.hasBeginning(1), "the answer to the SYN says where it begins");
        conversation.from(40_001).play("""
            > S 99
            > 100 abc
            """);
        assertEquals(0, conversation.connection().client());
        assertTrue(conversation.connection().hasBeginning(0));
        assertFalse(conversation.connection().hasBeginning(1));
        conversation.from(40_002).play("> 100 abc");
        assertEquals(-1, conversation.connection().client());
        assertFalse(conversation.connection().hasBeginning(0));
    }

    @Test
    void whoIgnoresAConnectionHearsNoMoreOfIt() {
        Conversation conversation = new Conversation();
        conversation.play("""
            > S 99
            > 100 abc
            > 106 ghi
            """);
        assertEquals("> abc", conversation.told());
        conversation.connection().ignore();
        conversation.play("""
            > 103 def
            < R 500
            """);
        assertEquals("", conversation.told());
    }

    @Test
    void tooManyConnectionsPushOutTheOldest() {
        Conversation conversation = new Conversation(new Limits(2, 2, 2, 1000, 1000, 1000));
        for (int port = 1; port <= 3; port++) {
            conversation.from(port).play("""
                > S 99
                > 100 abc
                """);
        }
        assertEquals("> abc, > abc, > abc, FORGOTTEN", conversation.told());
        for (int port = 1000; port < 2000; port++) {
            conversation.from(port).play("> S 99");
        }
        assertEquals(List.of(2), conversation.from(3).play("> 103 def"), "those without data do not push out others");
        assertEquals("> def", conversation.told());
    }
}
