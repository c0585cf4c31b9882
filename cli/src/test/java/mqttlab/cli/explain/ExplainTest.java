package mqttlab.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.conversation.TopicFilter;
import mqttlab.filter.Filter;
import mqttlab.filter.MqttTerms;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Statement;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Field;
import mqttlab.packet.Fields;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;

class ExplainTest {

    private record Run(int status, String out, String err) {}

    private static Run run(int columns, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintStream(err, true, UTF_8),
                new Terminal(columns, false));
        List<String> line = new ArrayList<>(List.of("explain"));
        line.addAll(List.of(words));
        if (columns > 0) {
            line.add("--color=never");
        }
        int status = Main.run(streams, line.toArray(new String[0]));
        return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static String explain(String... words) {
        Run run = run(0, words);
        assertEquals(Status.OK, run.status(), run.err());
        return run.out();
    }

    private static List<Article> find(String text) {
        return new Explainer().find(text);
    }

    private static Article only(String text) {
        List<Article> found = find(text);
        assertEquals(1, found.size(), text + ": " + found);
        return found.getFirst();
    }

    private static List<String> row(Article article, String label) {
        return article.rows().stream()
                .filter(row -> row.label().equals(label))
                .flatMap(row -> row.texts().stream())
                .toList();
    }

    @Test
    void knowsEveryFieldByEachOfItsNames() {
        Explainer explainer = new Explainer();
        for (Field field : Fields.all()) {
            List<Article> found = explainer.find(field.name());
            assertFalse(found.isEmpty(), field.name());
            assertTrue(found.toString().contains(field.meaning()), field + " in " + found);
            String alias = field.alias();
            if (alias != null) {
                assertFalse(explainer.find(alias).isEmpty(), alias);
            }
        }
    }

    /// What stands in a row `filter` can be typed behind -Y.
    @Test
    void givesFiltersThatCompile() {
        Explainer explainer = new Explainer();
        List<String> asked = new ArrayList<>();
        Fields.names().forEach(asked::add);
        for (int number = 0; number < 256; number++) {
            asked.add(Integer.toString(number));
        }
        int count = 0;
        for (String name : asked) {
            for (Article article : explainer.find(name)) {
                for (String filter : row(article, "filter")) {
                    Filter<Trace> compiled = Filter.compile(filter, MqttTerms.ofTraces());
                    assertFalse(compiled.toString().isEmpty());
                    count++;
                }
            }
        }
        assertTrue(count > Fields.all().size() / 2, "only " + count);
    }

    @Test
    void knowsEveryPacketTypeByNameAndNumber() {
        for (PacketType type : PacketType.values()) {
            Article article = only(type.name().toLowerCase(Locale.ROOT));
            assertTrue(article.lead().equals(type.story()) && article.title().startsWith(type.name()));
            assertEquals(article, only("packet " + type.number()));
            assertEquals(article, only(article.ask()));
            assertTrue(find(Integer.toString(type.number())).contains(article));
        }
    }

    /// The bytes of the examples are whole packets, and every byte has its part.
    @Test
    void showsTheBytesOfEveryPacketType() {
        for (PacketType type : PacketType.values()) {
            Layout layout = only(type.name()).layout();
            assertTrue(layout != null);
            assertEquals(type == PacketType.AUTH ? 1 : 2, layout.examples().size());
            layout.examples().forEach((version, runs) -> {
                int size = runs.stream().mapToInt(run -> run.bytes().length()).sum();
                assertEquals(type.number(), runs.getFirst().bytes().at(0) >> 4 & 0xf);
                assertEquals(size - 2, runs.get(1).bytes().at(0) & 0xff, type + " " + version);
                runs.forEach(run -> assertTrue(run.part() >= 0));
            });
        }
    }

    @Test
    void knowsEveryPropertyByNameAndNumber() {
        for (PropertyId id : PropertyId.values()) {
            Article article = only("property " + id.value());
            assertEquals(article, only("property " + id.text()));
            assertTrue(find(id.name().toLowerCase(Locale.ROOT)).contains(article));
            assertEquals(List.of(id.absent()), row(article, "if absent"));
            assertEquals(
                    PropertyChapter.fields(id).size(), row(article, "stands in").size());
        }
    }

    @Test
    void knowsEveryReasonCodeByNameAndNumber() {
        for (ReasonCode code : ReasonCode.values()) {
            for (String asked :
                    List.of(code.text(), "0x" + Integer.toHexString(code.value()), "code " + code.value())) {
                assertTrue(
                        find(asked).stream().anyMatch(article -> article.lead().equals(code.meaning())),
                        asked + " is not " + code);
            }
            for (PacketType packet : code.packets()) {
                Article article = only("reason code " + packet + " " + code.value());
                assertEquals(code.meaning(), article.lead());
                assertTrue(find(packet + " " + code.value()).contains(article));
            }
        }
    }

    @Test
    void knowsEveryReturnCode() {
        for (int value = 0; value <= 0xff; value++) {
            String ofConnAck = ConnAck.returnCodeName(value);
            String ofSubAck = SubAck.returnCodeName(value);
            String found = find("return code " + value).toString();
            assertEquals(ofConnAck != null, found.contains(ofConnAck + ", return code of CONNACK"));
            assertEquals(ofSubAck != null, found.contains(ofSubAck + ", return code of SUBACK"));
        }
        assertEquals(List.of("mqtt.suback.qos == 128"), row(only("return code suback 0x80"), "filter"));
    }

    @Test
    void saysHowToAskForOneAlone() {
        for (int number = 0; number < 256; number++) {
            for (Article article : find(Integer.toString(number))) {
                assertEquals(article, only(article.ask()));
            }
        }
        for (String name : Fields.names()) {
            for (Article article : find(name)) {
                assertEquals(article, only(article.ask()));
            }
        }
    }

    @Test
    void knowsEveryStatementInItsVersion() {
        for (Version version : Standards.VERSIONS) {
            for (Statement statement : Catalogue.of(version).all()) {
                Article article = only(statement.id() + " of " + version.number());
                assertEquals(statement.summary(), article.lead());
                assertTrue(find("[" + statement.id() + "]").contains(article));
                assertTrue(find(statement.id().substring("MQTT-".length())).contains(article));
            }
        }
    }

    /// The same number stands for a wildcard rule in 3.1.1, and for "at least one filter" in 5.0.
    @Test
    void showsAStatementInBothVersions() {
        List<Article> found = find("MQTT-3.8.3-2");
        assertEquals(2, found.size());
        assertFalse(found.getFirst().lead().equals(found.getLast().lead()));
    }

    @Test
    void knowsEveryVersion() {
        for (Version version : Version.values()) {
            assertEquals(version.story(), only(version.number()).lead());
            assertEquals(only(version.number()), only("mqtt " + version.number()));
            assertTrue(find(Integer.toString(version.level())).contains(only(version.number())));
        }
    }

    @Test
    void showsAllThatANumberMayMean() {
        List<Kind> kinds = find("4").stream().map(Article::kind).toList();
        assertEquals(List.of(Kind.PACKET, Kind.REASON_CODE, Kind.RETURN_CODE, Kind.VERSION), kinds);
        assertEquals(Kind.PROPERTY, only("33").kind());
        assertEquals(only("33"), only("0x21"));
    }

    /// What begins as a word for a kind may be a name all the same.
    @Test
    void takesAKindsWordForANameWhereItIsOne() {
        assertEquals(
                "mqtt.msgid, field: Packet Identifier",
                only("packet identifier").title());
        assertEquals(
                "mqtt.property_len, field: Property Length",
                only("property length").title());
    }

    /// `mqtt.prop_number` is Wireshark's name for a dozen of properties.
    @Test
    void listsWhatIsTooMuchToShow() {
        String out = explain("mqtt.prop_number");
        assertTrue(out.startsWith("  property 0x01  0x01 Payload Format Indicator, property"), out);
        assertTrue(out.contains("Receive Maximum"), out);
        assertTrue(out.endsWith("\n\nAsk for one alone: mqttlab explain property 0x01\n"), out);
    }

    @Test
    void namesTheNearestOfWhatItDoesNotKnow() {
        assertEquals(
                new Run(
                        Status.FAILED,
                        "",
                        "mqttlab: explain: nothing in MQTT is called 'recieve maximum'; did you mean Receive"
                                + " Maximum?\n"),
                run(0, "recieve", "maximum"));
        assertEquals(
                "mqttlab: explain: nothing in MQTT is called 'xyzzy\\u001b'\n",
                run(0, "xyzzy\u001b").err());
        assertEquals(Status.USAGE, run(0).status());
    }

    @Test
    void explainsAField() {
        assertEquals("""
            mqtt.conflag.willflag, field: Will Flag
            A will follows: a message to send when I vanish.

              type        0 or 1, bit 2 of its byte
              stands in   CONNECT
              section     3.1.2.5
              filter      mqtt.conflag.willflag == 1
            """, explain("will", "flag").lines().limit(7).reduce("", (a, b) -> a + b + "\n"));
        assertTrue(row(only("qos"), "stands in")
                .equals(List.of("PUBLISH", "PUBREL, SUBSCRIBE, UNSUBSCRIBE, in MQTT 3.1")));
    }

    @Test
    void explainsAPacketType() {
        assertEquals("""
            PINGREQ, packet type 12: a client shows that it is alive, and asks the same
            Sent where there is nothing else to send before the Keep Alive has passed; a server hangs up on a client \
            that was silent for one and a half times as long.

              travels  from the client to the server
              answer   PINGRESP
              flags    0000
              section  3.12
              filter   mqtt.msgtype == PINGREQ

              an example, the same in MQTT 3.1.1 and 5.0
              ┌────┬────┐
              │ c0 │ 00 │
              └─1──┴─2──┘

               1  Fixed Header, mqtt.hdrflags. Packet type and flags, in one byte.
                  xxxx ....  Packet Type, mqtt.msgtype. What the packet is.
                  .... xxxx  Reserved, mqtt.hdr_reserved. Fixed for each packet type.
               2  Remaining Length, mqtt.len. How many bytes follow in this packet.
            """, explain("pingreq"));
    }

    @Test
    void explainsAReasonCodeInOnePacket() {
        assertEquals("""
            0x87 Not authorized, reason code of MQTT 5.0
            The client is not allowed to do what it asked for.

              value      0x87, 135: a failure
              stands in  DISCONNECT, only from the server, section 3.14.2.1
              section    2.4 of 5.0
              filter     mqtt.disconnect.reason_code == 0x87
            """, explain("disconnect", "0x87"));
    }

    @Test
    void triesAFilterOnTopics() {
        assertEquals("""
            a/+/#, topic filter
            3 levels.

              a  this level, in these letters
              +  any one level, an empty one too
              #  the level above it, and everything below that

            a/b/c/d matches a/+/#

              a  is there
              +  takes "b"
              #  takes "c/d"

            $SYS/x does not match a/+/#
            Level 1 of the topic is another.

              a  finds "$SYS"
            """, explain("a/+/#", "a/b/c/d", "$SYS/x"));
    }

    @Test
    void saysWhyAFilterIsNone() {
        assertEquals("""
            a/#/b is no topic filter

              expected  # stands alone or after a /, and ends the filter (MQTT-4.7.1-2 of 3.1.1, MQTT-4.7.1-1 of 5.0)
            """, explain("a/#/b"));
        assertTrue(explain("a/b+").contains("MQTT-4.7.1-3 of 3.1.1, MQTT-4.7.1-2 of 5.0"));
        assertTrue(explain("$share/a+/b").contains("MQTT-4.8.2-2 of 5.0"));
        assertTrue(explain("a/" + "x".repeat(70_000)).contains("at most 65535 bytes"));
        assertTrue(explain("a/#", "a/+").contains("MQTT-3.3.2-2 of 3.1.1 and 5.0"));
        assertTrue(explain("a/#", "").contains("\"\" is no topic name"));
        assertTrue(explain("+/#", "$SYS/x").contains("MQTT-4.7.2-1 of 3.1.1 and 5.0"));
    }

    /// The levels tell the same as the matcher that all else uses.
    @Test
    void agreesWithTheMatcher() {
        Random random = new Random(6);
        List<String> words = List.of("a", "b", "", "+", "$x");
        int matches = 0;
        for (int i = 0; i < 5_000; i++) {
            String filter = pick(words, random) + (random.nextInt(3) == 0 ? "/#" : "");
            String topic = pick(List.of("a", "b", "", "$x"), random);
            if (filter.isEmpty() || topic.isEmpty()) {
                continue;
            }
            boolean isMatch = TopicFilter.matches(filter, topic, true);
            Article article = TopicArticles.of(filter, List.of(topic)).getLast();
            assertEquals(isMatch, article.lead().isEmpty(), article.toString());
            matches += isMatch ? 1 : 0;
        }
        assertTrue(matches > 100, "only " + matches + " matches");
    }

    private static String pick(List<String> words, Random random) {
        List<String> levels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            levels.add(words.get(random.nextInt(words.size())));
        }
        return String.join("/", levels);
    }

    @Test
    void fitsNarrowTerminals() {
        for (String thing : List.of("connect", "qos", "0x87", "MQTT-3.3.1-2", "receive maximum", "5.0", "a/+/#", "0")) {
            for (int columns : List.of(40, 60, 100)) {
                for (String line : run(columns, thing).out().split("\n", -1)) {
                    boolean isOneWord =
                            !line.strip().contains(" ") || line.strip().indexOf("  ") > 0;
                    assertTrue(line.length() <= columns || isOneWord, columns + ": " + line);
                }
            }
        }
    }

    @Test
    void letsNothingReachTheTerminal() {
        assertFalse(explain("a/\u001b[31m/#", "a/\u001b]0;x\u0007").contains("\u001b"));
    }

    @Test
    void speaksJson() {
        String json = explain("-T", "json", "pingresp");
        assertTrue(
                json.startsWith(
                        "{\"kind\":\"packet type\",\"title\":\"PINGRESP, packet type 13: the server is alive\""),
                json);
        assertTrue(
                json.contains("\"facts\":[{\"name\":\"travels\",\"values\":[\"from the server to the client\"]}"),
                json);
        assertTrue(
                json.endsWith(
                        "{\"version\":\"5.0\",\"bytes\":[{\"part\":0,\"raw\":\"d0\"},{\"part\":1,\"raw\":\"00\"}]}]}}\n"),
                json);
        assertEquals(3, explain("-T", "json", "a/#", "a", "b").lines().count());
    }
}
