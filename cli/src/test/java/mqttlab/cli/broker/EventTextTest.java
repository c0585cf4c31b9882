package mqttlab.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventTextTest {

    private static final Message MESSAGE =
            new Message("p1", "a/b", 1, true, Properties.NONE, Long.MAX_VALUE, Bytes.utf8("21.5"));

    private static Arguments row(String text, BrokerEvent event) {
        return Arguments.of(text, event);
    }

    static Stream<Arguments> events() {
        // @formatter:off
        return Stream.of(
            row("p1: published \"a/b\", QoS 1, retain, 4 bytes (will of \"p1\"), to nobody",
                new BrokerEvent.Published(MESSAGE, 0, List.of(), "will of \"p1\"")),
            row("p1: may not publish \"a/b\", QoS 1, retain, 4 bytes: acl:3: topic deny a/b (0x87 Not authorized)",
                new BrokerEvent.Rejected(MESSAGE, 0x87, "acl:3: topic deny a/b")),
            row("c: may not subscribe to \"a/#\": no rule allows it (0x87 Not authorized)",
                new BrokerEvent.Subscribed("c", "a/#", 0x87, 0, "no rule allows it")),
            row("c: subscribed to \"a/#\" at QoS 1; 3 retained messages",
                new BrokerEvent.Subscribed("c", "a/#", 1, 3, null)),
            row("c: subscribed to \"b/#\" at QoS 1",
                new BrokerEvent.Subscribed("c", "b/#", 1, -1, null)),
            row("TROUBLE: acl:10: expected \"user\"",
                new BrokerEvent.Trouble("acl:10: expected \"user\"")),
            row("c\\n: session ended: \\u001b[2J\\n",
                new BrokerEvent.SessionEnded("c\n", "\u001b[2J\n")));
        // @formatter:on
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachEventIsALine(String text, BrokerEvent event) {
        assertEquals(text, EventText.of(event));
    }
}
