package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import mqttlab.capture.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {

    private static final String CONNECT = Traffic.CONNECT;
    private static final String CONNACK = Traffic.CONNACK;
    private static final String PUBLISH = "300a0003612f6268656c6c6f";

    @ParameterizedTest
    @CsvSource({
        "MQTT 3.1.1, 100f 00044d515454 04 02 003c 0003 616263",
        "MQTT 3.1, 1011 00064d5149736470 03 02 003c 0003 616263",
        "a bridge, 100f 00044d515454 84 02 003c 0003 616263",
        "MQTT 5.0, 1010 00044d515454 05 02 003c 00 0003 616263",
        "a long one, 109001 00044d515454 04 c2 003c 0003 616263",
    })
    void aConnectIsFoundOnAnyPort(String name, String connect) {
        String bytes = Hex.text(Hex.bytes(connect));
        for (int cut = 2; cut < bytes.length(); cut += 2) {
            Traffic traffic = Traffic.on(17501)
                    .client(bytes.substring(0, cut))
                    .client(bytes.substring(cut))
                    .finish();
            assertTrue(traffic.told().startsWith("opened, > " + bytes), name + " cut at " + cut / 2);
        }
    }

    @Test
    void whatTheServerSaidBeforeIsKept() {
        assertEquals(
                "opened, < " + CONNACK + ", > " + CONNECT,
                Traffic.on(17501).server(CONNACK).client(CONNECT).told());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "*1\r\n$4\r\nPING\r\n",
                "AMQP\u0000\u0000\u0009\u0001",
                "\u0010\u0010\u0000\u0004MQTX\u0004\u0002",
                "\u0010\u00ff\u00ff\u00ff\u00ff\u0001\u0000\u0004MQTT",
                "\u0010\u0010\u0000\u0005MQTT",
            })
    void otherProtocolsAreLeftAlone(String first) {
        String hex = Hex.text(first.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "",
                Traffic.on(17501)
                        .client(hex)
                        .client(CONNECT)
                        .server(CONNACK)
                        .finish()
                        .told());
        assertEquals(
                "",
                Traffic.on(17501)
                        .server(hex)
                        .client(CONNECT)
                        .server(CONNACK)
                        .finish()
                        .told());
    }

    @Test
    void inTheMiddleEnoughHasToSpeakForIt() {
        assertEquals("opened, > " + PUBLISH, new Traffic(17501).client(PUBLISH).told());
        assertEquals("", new Traffic(17501).client("c000").told());
        assertEquals(
                "opened, > c000, < d000",
                new Traffic(17501).client("c000").server("d000").told());
        assertEquals(
                "opened, < 40020007, < 40020008",
                new Traffic(17501).server("40020007").server("40020008").told());
        String large = "30909c01 0012 73656e736f72732f726f6f6d2f63616d6572".replace(" ", "") + "ff".repeat(1000);
        assertEquals(
                "opened, > " + large + " and 18964 more, CAPTURE_ENDS",
                new Traffic(17501).client("ffd8").client(large).finish().told());
    }

    @Test
    void inTheMiddleItIsGivenUpAfterAWhile() {
        Traffic traffic = new Traffic(17501);
        for (int i = 0; i < 64; i++) {
            traffic.client("1603030101");
        }
        assertEquals("", traffic.client(PUBLISH).client(PUBLISH).finish().told());
        assertEquals(0, traffic.extractor.kept());
    }

    @Test
    void aHoleBeforeTheDecisionIsNoReasonToForgetTheRest() {
        Traffic traffic =
                Traffic.on(17501).client("1010").clientLost(20).client(PUBLISH).acknowledged();
        assertEquals("opened, > 1010 and 16 more, > lost 20, > " + PUBLISH, traffic.told());
        assertEquals(
                "> lost 3",
                traffic.clientLost(3).client("c000").acknowledged().told().substring(0, 8));
    }

    @Test
    void aServersFirstWordIsNotForgottenForAHoleInTheClients() {
        Traffic traffic = Traffic.on(17501).clientLost(CONNECT.length() / 2).server(CONNACK);
        assertEquals(
                "opened, > unseen, < " + CONNACK + ", > lost 18, > " + PUBLISH,
                traffic.client(PUBLISH).acknowledged().told());
    }

    @Test
    void holesAloneAreNotKeptForEver() {
        Traffic traffic = Traffic.on(17501);
        for (int i = 0; i < 300; i++) {
            traffic.client("", 4);
        }
        assertEquals("", traffic.client(PUBLISH).finish().told());
        assertEquals(0, traffic.extractor.kept());
    }

    @Test
    void thePortDecidesWhereARuleSaysSo() {
        PortRules rules = new PortRules().add("tcp.port==17501,mqtt").add("tcp.port==1883,none");
        Traffic named = new Traffic(17501, rules, MqttLimits.USUAL).open().client("c000");
        assertEquals("opened, > c000", named.told());
        assertEquals(
                "",
                new Traffic(1883, rules, MqttLimits.USUAL)
                        .open()
                        .client(CONNECT)
                        .told());
    }

    @ParameterizedTest
    @CsvSource({"160301020001, TLS", "474554202f20485454502f312e31, HTTP", "5353482d322e30, SSH"})
    void whatIsNoMqttOnItsPortIsNamed(String bytes, String name) {
        assertEquals(
                name, Traffic.on(1883).client(bytes).client(PUBLISH).finish().told());
    }

    @Test
    void randomBytesAreNotTakenForMqtt() {
        Random random = new Random(42);
        int found = 0;
        for (int i = 0; i < 2000; i++) {
            Traffic traffic = new Traffic(17501);
            for (int j = 0; j < 10; j++) {
                byte[] bytes = new byte[1 + random.nextInt(100)];
                random.nextBytes(bytes);
                traffic.client(Hex.text(bytes));
            }
            found += traffic.finish().told().isEmpty() ? 0 : 1;
        }
        assertEquals(0, found);
    }
}
