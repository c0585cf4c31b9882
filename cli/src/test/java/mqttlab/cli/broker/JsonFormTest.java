package mqttlab.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.PubAck;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFormTest {

    private static final Message MESSAGE =
            new Message("p1", "a/b", 1, true, Properties.NONE, Long.MAX_VALUE, Bytes.utf8("21.5"));

    private final JsonForm form = new JsonForm();

    private static Arguments row(String json, BrokerEvent event) {
        return Arguments.of(json, event);
    }

    static Stream<Arguments> events() {
        // @formatter:off
        return Stream.of(
            row("\"event\":\"opened\",\"peer\":\"127.0.0.1:5\",\"listener\":\"mqtt://127.0.0.1:1883\"",
                new BrokerEvent.Opened("127.0.0.1:5", "mqtt://127.0.0.1:1883")),
            row("\"event\":\"connected\",\"client_id\":\"c\",\"peer\":\"127.0.0.1:5\",\"user\":\"u\",\"version\":\"5.0\","
                + "\"clean_start\":false,\"resumed\":true,\"keep_alive\":60,\"session_expiry\":4294967295,\"waiting\":2",
                new BrokerEvent.Connected("c", "127.0.0.1:5", "u", Version.V5, false, true, 60, 0xffff_ffffL, 2)),
            row("\"event\":\"connected\",\"client_id\":\"c\",\"peer\":\"unix socket\",\"version\":\"3.1.1\","
                + "\"clean_start\":true,\"resumed\":false,\"keep_alive\":0,\"session_expiry\":0,\"waiting\":0",
                new BrokerEvent.Connected("c", "unix socket", null, Version.V3_1_1, true, false, 0, 0, 0)),
            row("\"event\":\"refused\",\"client_id\":\"\",\"peer\":\"127.0.0.1:5\",\"reason_code\":135,\"why\":\"no\"",
                new BrokerEvent.Refused("", "127.0.0.1:5", 135, "no")),
            row("\"event\":\"subscribed\",\"client_id\":\"c\",\"filter\":\"a/#\",\"reason_code\":1,\"retained\":3",
                new BrokerEvent.Subscribed("c", "a/#", 1, 3, null)),
            row("\"event\":\"subscribed\",\"client_id\":\"c\",\"filter\":\"a/#\",\"reason_code\":135,\"retained\":0,"
                + "\"why\":\"no\"",
                new BrokerEvent.Subscribed("c", "a/#", 135, 0, "no")),
            row("\"event\":\"unsubscribed\",\"client_id\":\"c\",\"filter\":\"a/#\",\"existed\":false",
                new BrokerEvent.Unsubscribed("c", "a/#", false)),
            row("\"event\":\"published\",\"client_id\":\"p1\",\"topic\":\"a/b\",\"qos\":1,\"retain\":true,\"bytes\":4,"
                + "\"clients\":2,\"filters\":[\"a/#\",\"+/b\"]",
                new BrokerEvent.Published(MESSAGE, 2, List.of("a/#", "+/b"), null)),
            row("\"event\":\"published\",\"client_id\":\"p1\",\"topic\":\"a/b\",\"qos\":1,\"retain\":true,\"bytes\":4,"
                + "\"clients\":0,\"filters\":[],\"why\":\"will of \\\"p1\\\"\"",
                new BrokerEvent.Published(MESSAGE, 0, List.of(), "will of \"p1\"")),
            row("\"event\":\"rejected\",\"client_id\":\"p1\",\"topic\":\"a/b\",\"qos\":1,\"retain\":true,\"bytes\":4,"
                + "\"reason_code\":135,\"why\":\"no\"",
                new BrokerEvent.Rejected(MESSAGE, 135, "no")),
            row("\"event\":\"handshake\",\"client_id\":\"c\",\"sent\":true,\"packet\":\"PUBACK\",\"packet_id\":7,"
                + "\"reason_code\":16",
                new BrokerEvent.Handshake("c", true, new PubAck(7, 16, Properties.NONE))),
            row("\"event\":\"dropped\",\"client_id\":\"c\",\"topic\":\"a/b\",\"qos\":1,\"retain\":true,\"bytes\":4,"
                + "\"why\":\"full\"",
                new BrokerEvent.Dropped("c", MESSAGE, "full")),
            row("\"event\":\"throttled\",\"client_id\":\"p1\",\"paused\":true,\"why\":\"slow\"",
                new BrokerEvent.Throttled("p1", true, "slow")),
            row("\"event\":\"disconnected\",\"client_id\":\"c\",\"peer\":\"127.0.0.1:5\",\"by_client\":false,"
                + "\"reason_code\":139,\"why\":\"the broker is going\",\"kept\":true",
                new BrokerEvent.Disconnected("c", "127.0.0.1:5", false, 139, "the broker is going", true)),
            row("\"event\":\"disconnected\",\"client_id\":\"c\",\"peer\":\"127.0.0.1:5\",\"by_client\":true,"
                + "\"why\":\"reset\",\"kept\":false",
                new BrokerEvent.Disconnected("c", "127.0.0.1:5", true, -1, "reset", false)),
            row("\"event\":\"session_ended\",\"client_id\":\"c\",\"why\":\"it has expired\"",
                new BrokerEvent.SessionEnded("c", "it has expired")),
            row("\"event\":\"trouble\",\"why\":\"the disk is full\"",
                new BrokerEvent.Trouble("the disk is full")));
        // @formatter:on
    }

    /// The members behind the time, which is that of now.
    private static String behindTime(String line) {
        String time = "{\"time\":\"2026-11-22T14:20:01.123Z\",";
        assertTrue(line.matches("\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",.*}"), line);
        return line.substring(time.length(), line.length() - 1);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachEventIsALine(String json, BrokerEvent event) {
        assertEquals(json, behindTime(form.event(event)));
    }

    @Test
    void everyEventIsTried() {
        assertEquals(
                BrokerEvent.class.getPermittedSubclasses().length,
                events().map(it -> it.get()[1].getClass()).distinct().count());
    }

    @Test
    void whatIsNoEvent() {
        assertEquals(
                "\"event\":\"started\",\"listeners\":[\"mqtt://127.0.0.1:1883\"]",
                behindTime(form.started(List.of("mqtt://127.0.0.1:1883"), null)));
        assertEquals("\"event\":\"left_out\",\"lines\":12", behindTime(form.leftOut(12)));
    }

    @Test
    void nothingReachesATerminalUnescaped() {
        BrokerEvent evil = new BrokerEvent.Subscribed("\u001b[2J", "\u0007\u202e\n", 0, 0, null);
        assertTrue(behindTime(form.event(evil))
                .contains(
                        "\"client_id\":\"\\u001b[2J\",\"filter\":\"\\u0007\\u202e\\u000a\"".replace("\\u000a", "\\n")));
        String text = new TextForm("Ctrl-C").event(evil);
        assertNotNull(text);
        assertTrue(text.chars().noneMatch(c -> c < ' ' || c == 0x202e), text);
    }
}
