package mqttlab.cli.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;
import mqttlab.cli.dissection.Tap;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PacketFeedTest {

    /// Section 3.1 of 5.0: clean start, keep alive 60 s, client "c".
    private static final String CONNECT = "100e 00044d515454 05 02 003c 00 000163";

    private static final String CONNACK = "2003 00 00 00";
    /// To "a/b", "hi", QoS 1, identifier 7.
    private static final String PUBLISH = "320a 0003 612f62 0007 00 6869";

    private static final String PUBACK = "4002 0007";
    private static final long START = 1_770_000_000_000_000_000L;

    private final PacketFeed feed = new PacketFeed("broker");
    private final Tap tap = new Tap(feed.dissection());
    private long now = START;

    private void says(Direction direction, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        now += 1_500_000;
        tap.bytes(1, direction, bytes, 0, bytes.length, now);
    }

    private void converse() {
        InetAddress host = InetAddress.ofLiteral("192.0.2.7");
        tap.opened(1, new InetSocketAddress(host, 50000), new InetSocketAddress(host, 1883), START);
        says(Direction.CLIENT_TO_SERVER, CONNECT);
        says(Direction.SERVER_TO_CLIENT, CONNACK);
        says(Direction.CLIENT_TO_SERVER, PUBLISH);
        says(Direction.SERVER_TO_CLIENT, PUBACK);
    }

    private static final class Played implements Wire {

        final Line line;
        String end = "";

        Played(PacketFeed feed) {
            line = feed.open(this);
        }

        @Override
        public void ready() {}

        @Override
        public void close(String why) {
            end = why;
        }

        List<JsonNode> gets() {
            List<JsonNode> all = new ArrayList<>();
            for (byte[] it = line.next(); it != null; it = line.next()) {
                all.add(JsonMapper.shared().readTree(new String(it, StandardCharsets.UTF_8)));
            }
            return all;
        }

        List<String> asks(String text) {
            line.received(text);
            return gets().stream()
                    .map(it -> it.has("row") ? it.get("row").get("type").asString() : it.toString())
                    .toList();
        }
    }

    @Test
    void listsWhatWasSeenAndWhatComes() {
        converse();
        Played page = new Played(feed);
        List<JsonNode> all = page.gets();
        assertEquals(
                "{\"packets\":{\"source\":\"broker\",\"most\":5000}}",
                all.get(0).toString());
        assertEquals("{\"filter\":\"\"}", all.get(1).toString());
        assertEquals(6, all.size());
        assertEquals(
                "{\"row\":{\"number\":3,\"time\":1770000000.004500000,\"stream\":0,\"client\":\"192.0.2.7:50000\","
                        + "\"server\":\"192.0.2.7:1883\",\"clientid\":\"c\",\"sender\":\"client\",\"type\":\"PUBLISH\","
                        + "\"length\":12,\"summary\":\"PUBLISH     a/b QoS 1 id 7 2 bytes \\\"hi\\\"\"}}",
                all.get(4).toString().replace("1.7700000000045E9", "1770000000.004500000"));
        says(Direction.CLIENT_TO_SERVER, "c000");
        assertEquals("PINGREQ", page.gets().getFirst().get("row").get("type").asString());
    }

    @Test
    void filtersWhatIsKeptAndWhatComes() {
        converse();
        Played page = new Played(feed);
        page.gets();
        assertEquals(
                List.of(
                        "{\"filter\":\"mqtt.msgtype == PUBLISH || mqttlab.response_to\"}",
                        "CONNACK",
                        "PUBLISH",
                        "PUBACK"),
                page.asks("{\"filter\":\"mqtt.msgtype == PUBLISH || mqttlab.response_to\"}"));
        says(Direction.CLIENT_TO_SERVER, "c000");
        assertEquals(List.of(), page.gets());
        List<String> wrong = page.asks("{\"filter\":\"mqtt.qos > \"}");
        assertEquals(1, wrong.size());
        assertTrue(wrong.getFirst().contains("\"at\":"), wrong.getFirst());
        says(Direction.SERVER_TO_CLIENT, "d000");
        assertEquals("PINGRESP", page.gets().getFirst().get("row").get("type").asString());
    }

    @Test
    void showsAllOfAPacket() {
        converse();
        Played page = new Played(feed);
        page.gets();
        page.line.received("{\"packet\":3}");
        JsonNode packet = page.gets().getFirst().get("packet");
        assertEquals("320a0003612f620007006869", packet.get("hex").asString());
        assertEquals("mqtt.hdrflags", packet.get("fields").get(0).get("name").asString());
        page.line.received("{\"packet\":4}");
        JsonNode answers = page.gets().getFirst().get("packet").get("answers");
        assertEquals(3, answers.get("number").asInt());
        assertEquals(0.0015, answers.get("after").asDouble());
        assertTrue(page.asks("{\"packet\":99}").getFirst().contains("a number from 1 to 4"));
    }

    /// A PUBLISH that is not answered before the end: pages learn it, those that come later too.
    @Test
    void tellsWhatIsFoundLater() {
        InetAddress host = InetAddress.ofLiteral("192.0.2.7");
        tap.opened(1, new InetSocketAddress(host, 50000), new InetSocketAddress(host, 1883), START);
        says(Direction.CLIENT_TO_SERVER, CONNECT);
        says(Direction.SERVER_TO_CLIENT, CONNACK);
        says(Direction.CLIENT_TO_SERVER, PUBLISH);
        Played before = new Played(feed);
        before.gets();
        Played other = new Played(feed);
        other.asks("{\"filter\":\"mqtt.msgtype == CONNECT\"}");
        now += 30_000_000_000L;
        says(Direction.CLIENT_TO_SERVER, "c000");
        says(Direction.SERVER_TO_CLIENT, "d000");
        tap.closed(1, Direction.SERVER_TO_CLIENT, now + 1);
        String found = before.gets().toString();
        assertTrue(found.contains("{\"found\":{\"number\":3,\"findings\":1}}"), found);
        String others = other.gets().toString();
        assertFalse(others.contains("found"), others);
        Played after = new Played(feed);
        assertEquals(
                "[{\"found\":{\"number\":3,\"findings\":1}}]",
                after.gets().stream().filter(it -> it.has("found")).toList().toString());
        assertEquals(
                List.of("{\"filter\":\"mqtt.msgtype == CONNECT\"}", "CONNECT"),
                after.asks("{\"filter\":\"mqtt.msgtype == CONNECT\"}"));
    }

    @Test
    void keepsEachPacketAsItWas() {
        converse();
        for (int i = 0; i < 100; i++) {
            says(Direction.CLIENT_TO_SERVER, "3007 0001 " + String.format("%02x", 'a' + i % 26) + " 00 787878");
        }
        Played page = new Played(feed);
        page.gets();
        for (int i = 0; i < 100; i++) {
            page.line.received("{\"packet\":" + (5 + i) + "}");
            String topic = page.gets()
                    .getFirst()
                    .get("packet")
                    .get("summary")
                    .asString()
                    .split(" +")[1];
            assertEquals(String.valueOf((char) ('a' + i % 26)), topic);
        }
    }

    @Test
    void forgetsTheOldest() {
        converse();
        for (int i = 0; i < 5_000; i++) {
            says(Direction.CLIENT_TO_SERVER, "c000");
        }
        Played page = new Played(feed);
        List<JsonNode> all = page.gets();
        assertEquals(5_002, all.size());
        assertEquals(5, all.get(2).get("row").get("number").asInt());
        assertTrue(page.asks("{\"packet\":1}").getFirst().contains("a number from 5 to 5004"));
    }

    @Test
    void tellsASlowPageWhatItHasLost() {
        converse();
        Played slow = new Played(feed);
        slow.gets();
        for (int i = 0; i < 11_000; i++) {
            says(Direction.CLIENT_TO_SERVER, "c000");
        }
        List<JsonNode> all = slow.gets();
        assertEquals("{\"lost\":1000}", all.getFirst().toString());
        assertEquals(10_001, all.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"packet\":\"1\"}",
                "{\"packet\":1e999}",
                "{\"filter\":7}",
                "{\"other\":1}",
                "{\"filter\":[[[[[["
            })
    void saysWhatARequestIs(String text) {
        Played page = new Played(feed);
        page.gets();
        List<String> answer = page.asks(text);
        assertEquals(1, answer.size());
        assertTrue(answer.getFirst().startsWith("{\"error\":"), answer.getFirst());
    }

    @Test
    void servesSoManyPages() {
        List<Played> pages = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            pages.add(new Played(feed));
        }
        Played tooMany = new Played(feed);
        assertFalse(tooMany.end.isEmpty());
        pages.getFirst().line.closed();
        assertEquals("", new Played(feed).end);
    }
}
