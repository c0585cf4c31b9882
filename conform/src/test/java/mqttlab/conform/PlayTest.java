package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conversations with a server that says what the test wants, in 3.1.1 but where it says otherwise.
class PlayTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    /// For answers that never come.
    private static final Duration SHORT = Duration.ofMillis(50);

    private static final String HEAD = "== title\n3.1.1 MQTT-3.2.0-1\n5.0 MQTT-3.2.0-1\n";
    private static final String ACCEPTED = "> CONNECT\n< CONNACK\n";

    private static Result play(FakeServer server, Version version, Duration timeout, String steps)
            throws InterruptedException {
        return play(server.target(timeout), version, steps);
    }

    private static Result play(Target target, Version version, String steps) throws InterruptedException {
        List<Scenario> read =
                ScenarioReader.read("t.txt", (HEAD + steps).lines().toList(), 1);
        return new Play(read.getFirst(), version, target, "abcdef", Capabilities.SILENT).run();
    }

    private static void passes(FakeServer server, String steps) throws InterruptedException {
        Result result = play(server, Version.V3_1_1, LONG, steps);
        assertEquals(new Outcome.Passed(), result.outcome(), String.join("\n", Account.of(result)));
    }

    private static Outcome.Failed fails(FakeServer server, Duration timeout, String steps) throws InterruptedException {
        return assertInstanceOf(
                Outcome.Failed.class,
                play(server, Version.V3_1_1, timeout, steps).outcome());
    }

    @Test
    void whatIsExpectedPasses() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, ACCEPTED);
            // CONNECT, then PINGREQ to see that nothing else comes, then DISCONNECT.
            assertEquals(
                    List.of("10", "c0", "e0"),
                    server.heard().stream().map(it -> it.substring(0, 2)).toList());
        }
    }

    @Test
    void somethingElseFails() throws Exception {
        try (FakeServer server = FakeServer.polite().on("82", "b0 02 00 01")) {
            Outcome.Failed failed = fails(server, LONG, ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< SUBACK id=1\n");
            assertEquals(7, failed.line());
            assertEquals("< SUBACK id=1", failed.expected());
            assertTrue(failed.why().startsWith("there came UNSUBACK id 1"), failed.why());
        }
    }

    @Test
    void silenceFails() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            Outcome.Failed failed = fails(server, SHORT, ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< SUBACK id=1\n");
            assertEquals("it did not come within 0.05 s", failed.why());
        }
    }

    @Test
    void anEndFails() throws Exception {
        try (FakeServer server = FakeServer.polite().on("82", "close")) {
            Outcome.Failed failed = fails(server, LONG, ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< SUBACK id=1\n");
            assertEquals("the server closed the connection", failed.why());
        }
    }

    @Test
    void anOpenConnectionIsNotClosed() throws Exception {
        try (FakeServer server = FakeServer.polite().on("82", "")) {
            String steps = ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< closed\n";
            assertEquals(
                    "it did not come within 0.05 s", fails(server, SHORT, steps).why());
        }
        try (FakeServer server = FakeServer.polite().on("82", "close")) {
            passes(server, ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< closed\n");
        }
    }

    @Test
    void whatComesUnexpectedlyFailsAtTheEnd() throws Exception {
        try (FakeServer server = FakeServer.polite().on("c0", "30 03 00 01 61 d0 00")) {
            Outcome.Failed failed = fails(server, LONG, ACCEPTED);
            assertEquals(0, failed.line());
            assertTrue(failed.why().startsWith("at the end there came PUBLISH a"), failed.why());
        }
    }

    @Test
    void nothingMeansNothingBeforeTheAnswerToAPing() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, ACCEPTED + "< nothing\n< nothing\n");
        }
        try (FakeServer server = FakeServer.polite().on("c0", "")) {
            assertEquals(
                    "it did not come within 0.05 s",
                    fails(server, SHORT, ACCEPTED + "< nothing\n").why());
        }
    }

    @Test
    void packetsOfOneStepComeInAnyOrder() throws Exception {
        String steps = ACCEPTED + "> SUBSCRIBE id=1 filter=a\n< SUBACK id=1\n& PUBLISH topic=a payload=b\n";
        for (String answer : List.of("90 03 00 01 00 30 04 00 01 61 62", "30 04 00 01 61 62 90 03 00 01 00")) {
            try (FakeServer server = FakeServer.polite().on("82", answer)) {
                passes(server, steps);
            }
        }
    }

    @Test
    void onlyOneOfTheAlternativesComes() throws Exception {
        String steps =
                ACCEPTED + "> SUBSCRIBE id=1 filter=#\n< SUBACK id=1 codes=0x80\n| closed\n> PINGREQ\n< PINGRESP\n";
        try (FakeServer server = FakeServer.polite().on("82", "90 03 00 01 80")) {
            passes(server, steps);
        }
        // What follows is passed over.
        try (FakeServer server = FakeServer.polite().on("82", "close")) {
            passes(server, steps);
            assertFalse(server.heard().contains("c000"), server.heard().toString());
        }
        try (FakeServer server = FakeServer.polite().on("82", "90 03 00 01 00")) {
            fails(server, LONG, steps);
        }
    }

    @Test
    void whatMayComeNeedNot() throws Exception {
        String steps = ACCEPTED + "> SUBSCRIBE id=1 filter=a\n< SUBACK id=1\n&? PUBLISH topic=a\n";
        try (FakeServer server = FakeServer.polite().on("82", "90 03 00 01 00 30 03 00 01 61")) {
            passes(server, steps);
        }
        try (FakeServer server = FakeServer.polite().on("82", "90 03 00 01 00")) {
            passes(server, steps);
        }
        try (FakeServer server = FakeServer.polite().on("82", "90 03 00 01 00 30 03 00 01 61 30 03 00 01 61")) {
            fails(server, LONG, steps);
            passes(server, steps.replace("&?", "&*"));
        }
    }

    @Test
    void aNameStandsForTheSameEachTime() throws Exception {
        String steps = ACCEPTED
                + "> SUBSCRIBE id=1 filter=a qos=2\n"
                + "< SUBACK id=1\n"
                + "< PUBLISH qos=2 id=$m\n"
                + "> PUBREC id=$m\n"
                + "< PUBREL id=$m\n";
        FakeServer server = FakeServer.polite().on("82", "90 03 00 01 02 34 05 00 01 61 12 34");
        try (server) {
            server.on("5002 1234", "62 02 12 34");
            passes(server, steps);
            server.on("5002 1234", "62 02 12 35");
            fails(server, LONG, steps);
        }
    }

    @Test
    void theReasonForClosingIsRead() throws Exception {
        String steps = ACCEPTED + "> PINGREQ\n< closed 0x82\n";
        try (FakeServer server = new FakeServer().on("10", "20 03 00 00 00 e0 01 81")) {
            Outcome.Failed failed = assertInstanceOf(
                    Outcome.Failed.class, play(server, Version.V5, LONG, steps).outcome());
            assertTrue(failed.why().startsWith("there came DISCONNECT Malformed Packet (0x81)"), failed.why());
        }
        try (FakeServer server =
                new FakeServer().on("10", "20 03 00 00 00 e0 01 82").on("c0", "close")) {
            assertEquals(
                    new Outcome.Passed(), play(server, Version.V5, LONG, steps).outcome());
        }
        // A reason, and no end.
        try (FakeServer server = new FakeServer().on("10", "20 03 00 00 00 e0 01 82")) {
            assertInstanceOf(
                    Outcome.Failed.class, play(server, Version.V5, SHORT, steps).outcome());
        }
    }

    @Test
    void beforeConnackTheReasonIsOneOfConnack() throws Exception {
        String steps = "> 10 .. [MQTT] 05 03 00 3c () [x]\n< closed\n";
        try (FakeServer server = new FakeServer().on("10", "20 03 00 81 00")) {
            assertInstanceOf(
                    Outcome.Failed.class, play(server, Version.V5, SHORT, steps).outcome());
        }
        try (FakeServer server = new FakeServer().on("10", "close")) {
            assertEquals(
                    new Outcome.Passed(), play(server, Version.V5, LONG, steps).outcome());
            assertEquals(
                    new Outcome.Passed(),
                    play(server, Version.V3_1_1, LONG, steps).outcome());
        }
        // 3.1.1 has no reason to give here.
        try (FakeServer server = new FakeServer().on("10", "20 02 00 01")) {
            fails(server, LONG, "> 10 .. [MQTT] 04 03 00 3c [x]\n< closed\n");
        }
    }

    @Test
    void theDissectorJudgesAllThatComes() throws Exception {
        // The SUBACK has two codes for one filter.
        try (FakeServer server = FakeServer.polite().on("82", "90 04 00 01 00 00")) {
            String steps = ACCEPTED + "> SUBSCRIBE id=1 filter=a\n< SUBACK id=1\n";
            Outcome.Failed failed = fails(server, LONG, steps);
            assertEquals(List.of("MQTT-3.8.4-5"), failed.cited());
            assertTrue(failed.why().contains("[MQTT-3.8.4-5 of 3.1.1]"), failed.why());
            passes(server, "unjudged\n" + steps);
        }
    }

    @Test
    void linesAreForTheirVersion() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, ACCEPTED + "5.0: < PINGRESP\n3.1.1: > PINGREQ\n3.1.1: < PINGRESP\n");
        }
    }

    @Test
    void sessionsAndRetainedMessagesAreRemoved() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, "> CONNECT clean-start=0\n< CONNACK\n> PUBLISH topic=k retain=1 payload=v\n");
            List<String> later = server.heard().subList(4, server.heard().size());
            // Clean Session ends the session; then an empty message deletes the one that is kept.
            assertTrue(later.getFirst().startsWith("1017" + "00044d515454" + "0402"), later.toString());
            assertTrue(later.contains("310300016b"), later.toString());
        }
    }

    /// A server need not take an empty identifier.
    @Test
    void whoRemovesMessagesHasAnIdentifier() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, ACCEPTED + "> PUBLISH topic=k retain=1 payload=v\n");
            List<String> connects =
                    server.heard().stream().filter(it -> it.startsWith("10")).toList();
            assertEquals(2, connects.size());
            assertFalse(connects.getLast().endsWith("0000"), connects.getLast());
            assertTrue(server.heard().contains("310300016b"));
        }
    }

    @Test
    void aClientComesBackBehindTheServersEnd() throws Exception {
        try (FakeServer server = FakeServer.polite().on("82", "close")) {
            passes(server, ACCEPTED + "> SUBSCRIBE id=1 filter={t}\n< closed\n" + ACCEPTED);
            assertEquals(
                    2, server.heard().stream().filter(it -> it.startsWith("10")).count());
        }
    }

    @Test
    void aClientMayComeBack() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, ACCEPTED + "> FIN\n" + ACCEPTED + "> RST\n" + ACCEPTED);
            assertEquals(
                    3, server.heard().stream().filter(it -> it.startsWith("10")).count());
        }
    }

    @Test
    void packetsAreSentAsOftenAsItSays() throws Exception {
        try (FakeServer server = FakeServer.polite().on("32", "40 02 00 01").on("3207000161 0002", "40 02 00 02")) {
            passes(server, ACCEPTED + "> PUBLISH topic=a qos=1 id={n} payload=mm times 2\n< PUBACK id={n} times 2\n");
        }
    }

    @Test
    void identifiersAreAsLongAsItSays() throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            passes(server, "a > CONNECT client-id={a:60}\na < CONNACK\n");
            assertTrue(server.heard().getFirst().startsWith("1048" + "00044d515454" + "0402003c" + "003c"));
        }
    }

    /// A mistake in one conversation is none in the others.
    @ParameterizedTest
    @CsvSource({
        "{a:8}, '{a:8}: expected a number from 12 to 65535 but found 8'",
        "{a:99999}, '{a:99999}: expected a number from 12 to 65535 but found 99999'",
        "{a:x}, expected a number but found 'x'",
        "{x*-1}, '{x*-1}: expected a number from 0 to 268435460 but found -1'",
        "{xx*999999999}, '{xx*999999999}: expected a number from 0 to 134217730 but found 999999999'",
        "{no-number+1}, no number is called no-number",
    })
    void aWordThatMeansNothingFails(String word, String why) throws Exception {
        try (FakeServer server = FakeServer.polite()) {
            Outcome.Failed failed = fails(server, LONG, "> CONNECT client-id=" + word + "\n< CONNACK\n");
            assertEquals("the conversation is wrong: " + why, failed.why());
        }
    }

    @Test
    void bytesThatAreNoPacketsAreShown() throws Exception {
        try (FakeServer server = new FakeServer().on("10", "ff ff ff ff ff ff")) {
            Outcome.Failed failed = fails(server, LONG, ACCEPTED);
            assertTrue(failed.why().startsWith("there came Reserved"), failed.why());
        }
        // Cut off within a packet.
        try (FakeServer server = new FakeServer().on("10", "20 02 00").on("c0", "close")) {
            Outcome.Failed failed = fails(server, LONG, "> CONNECT\n> PINGREQ\n< CONNACK\n");
            assertTrue(failed.why().contains("incomplete"), failed.why());
        }
    }

    @Test
    void aFloodOfWhatMayComeEnds() throws Exception {
        try (FakeServer server = FakeServer.polite().on("82", "50 02 00 01 ".repeat(20_000))) {
            String steps = ACCEPTED + "> SUBSCRIBE id=1 filter=a\n< SUBACK id=1\n&* PUBREC\n";
            assertEquals(
                    "it did not come within 0.05 s",
                    fails(server, SHORT, "unjudged\n" + steps).why());
        }
    }

    @Test
    void whatAServerSaysDoesNotCommandTheTerminal() throws Exception {
        // The topic is ESC [ 2 J.
        try (FakeServer server = FakeServer.polite().on("82", "30 06 00 04 1b 5b 32 4a")) {
            Result result = play(server, Version.V3_1_1, LONG, ACCEPTED + "> SUBSCRIBE id=1 filter=a\n< SUBACK id=1\n");
            assertFalse(String.join("\n", Account.of(result)).contains("\u001b"));
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws IOException, InterruptedException {
        // A port that is taken, so that nobody else gets it, but where nobody listens.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Target target = new Target(new TcpWay((InetSocketAddress) taken.getLocalSocketAddress()), LONG, null, null);
            Outcome.Failed failed = assertInstanceOf(
                    Outcome.Failed.class, play(target, Version.V3_1_1, ACCEPTED).outcome());
            assertTrue(failed.why().startsWith("no connection: "), failed.why());
        }
    }
}
