package mqttlab.relay;

import static mqttlab.packet.Direction.CLIENT_TO_SERVER;
import static mqttlab.packet.Direction.SERVER_TO_CLIENT;
import static mqttlab.relay.Talk.connect;
import static mqttlab.relay.Talk.publish;
import static mqttlab.relay.Talk.welcome;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.Version;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.Rule;
import org.junit.jupiter.api.Test;

/// Conversations through a relay: what is said on one side, and what comes out on the other.
class PassageTest {

    private static PubAck ack(int id) {
        return new PubAck(id, 0, Properties.NONE);
    }

    @Test
    void withoutRulesAllPasses() {
        new Talk()
                .client(connect("kitchen"))
                .serverGot(connect("kitchen"))
                .server(welcome())
                .clientGot(welcome())
                .client(publish("a", 1, 7, "hello"), new PingReq())
                .serverGot(publish("a", 1, 7, "hello"), new PingReq())
                .server(ack(7), new PingResp())
                .clientGot(ack(7), new PingResp())
                .marked()
                .happened();
    }

    @Test
    void theFirstPubackIsDropped() {
        Talk talk = new Talk("drop PUBACK 1").begun();
        talk.client(publish("a", 1, 7, "x"), publish("a", 1, 8, "x"))
                .server(ack(7), ack(8))
                .clientGot(ack(8))
                .marked("SERVER 4 dropped", "CLIENT 0 PUBACK id 7: dropped");
        Rule rule = talk.rules.all().getFirst();
        assertEquals(2, rule.matched());
        assertEquals(1, rule.touched());
    }

    @Test
    void theMarkNamesTheRule() {
        Talk talk = new Talk("duplicate PUBACK").begun();
        talk.server(ack(7)).clientGot(ack(7), ack(7));
        talk.marked("SERVER 4 duplicated", "CLIENT 4 duplicated", "CLIENT 4 copy of the one before: duplicated");
    }

    @Test
    void rangesAndEveryNth() {
        Talk talk = new Talk("drop PINGREQ 2-3", "drop PUBACK every 3", "drop PINGRESP 2-").begun();
        talk.client(new PingReq(), new PingReq(), new PingReq(), new PingReq()).serverGot(new PingReq(), new PingReq());
        talk.server(ack(1), ack(2), ack(3), ack(4), ack(5), ack(6)).clientGot(ack(1), ack(2), ack(4), ack(5));
        talk.server(new PingResp(), new PingResp(), new PingResp()).clientGot(new PingResp());
    }

    @Test
    void delaysKeepTheOrder() {
        Talk talk = new Talk("delay PUBLISH 1 200ms from client").begun();
        talk.client(publish("a", 0, 0, "x"), new PingReq()).serverGot();
        talk.server(new PingResp()).clientGot(new PingResp());
        talk.after(199).serverGot();
        talk.after(1).serverGot(publish("a", 0, 0, "x"), new PingReq());
        talk.marked("CLIENT 7 delayed 200.0 ms", "SERVER 7 delayed 200.0 ms");
    }

    @Test
    void delaysDoNotAddUp() {
        Talk talk = new Talk("delay PUBLISH 100ms").begun();
        talk.client(publish("a", 0, 0, "1")).after(50).client(publish("a", 0, 0, "2"));
        talk.after(50).serverGot(publish("a", 0, 0, "1"));
        talk.after(49).serverGot().after(1).serverGot(publish("a", 0, 0, "2"));
    }

    @Test
    void jitterIsWithinItsBounds() {
        for (int seed = 0; seed < 50; seed++) {
            Talk talk = new Talk(seed, "delay PUBLISH 200ms±50ms").begun();
            talk.client(publish("a", 0, 0, "x"));
            talk.after(149).serverGot();
            talk.after(101).serverGot(publish("a", 0, 0, "x"));
        }
    }

    @Test
    void bytesAreCutOffAndFlipped() {
        Talk talk = new Talk("truncate PUBLISH 1 to 5", "corrupt PUBLISH 2 at 3").begun();
        byte[] packet = Codec.write(publish("ab", 0, 0, "x"), Version.V5);
        talk.client(publish("ab", 0, 0, "x"));
        assertArrayEquals(Arrays.copyOf(packet, 5), talk.took(CLIENT_TO_SERVER));
        talk.marked("CLIENT 8 truncated from 8 to 5 bytes", "SERVER 5 truncated from 8 to 5 bytes");
        talk.client(publish("ab", 0, 0, "x"));
        byte[] corrupt = talk.took(CLIENT_TO_SERVER);
        assertEquals(packet.length, corrupt.length);
        assertEquals(1, Integer.bitCount((corrupt[3] ^ packet[3]) & 0xff));
        corrupt[3] = packet[3];
        assertArrayEquals(packet, corrupt);
    }

    @Test
    void fieldsAreSetAndLengthsFollow() {
        Talk talk = new Talk("set mqtt.topic=garden/gate in PUBLISH", "set mqtt.qos=3 in PUBLISH 2").begun();
        talk.client(publish("a", 1, 7, "x")).serverGot(publish("garden/gate", 1, 7, "x"));
        talk.marked("CLIENT 9 mqtt.topic set", "SERVER 19 mqtt.topic set");
        talk.client(publish("a", 1, 7, "x"));
        assertEquals("36", HexFormat.of().formatHex(talk.took(CLIENT_TO_SERVER)).substring(0, 2));
        talk.marked("CLIENT 9 mqtt.topic set; mqtt.qos set", "SERVER 19 mqtt.topic set; mqtt.qos set");
    }

    @Test
    void aPacketWithoutTheFieldIsNotCounted() {
        Talk talk = new Talk("set mqtt.property.topic_alias=9 in PUBLISH 1").begun();
        talk.client(publish("a", 0, 0, "x")).serverGot(publish("a", 0, 0, "x"));
        assertEquals(0, talk.rules.all().getFirst().matched());
    }

    @Test
    void theConnectionIsCut() {
        Talk talk = new Talk("cut PUBLISH 2").begun();
        talk.client(publish("a", 0, 0, "1"), publish("a", 0, 0, "2"), publish("a", 0, 0, "3"))
                .serverGot(publish("a", 0, 0, "1"))
                .happened("cut", "CLIENT closed by CLIENT_TO_SERVER", "SERVER closed by CLIENT_TO_SERVER");
        assertTrue(talk.passage.isOver());
    }

    @Test
    void theConnectionIsCutBehindAPacket() {
        Talk talk = new Talk("cut after PUBACK", "delay PUBACK 10ms").begun();
        talk.server(ack(1), ack(2)).clientGot().after(10).clientGot(ack(1));
        talk.happened("cut", "CLIENT closed by SERVER_TO_CLIENT", "SERVER closed by SERVER_TO_CLIENT");
    }

    @Test
    void clientsAreToldApart() {
        new Talk("drop PINGREQ of \"kit*\"").begun().client(new PingReq()).serverGot();
        new Talk("drop PINGREQ of garden?").begun().client(new PingReq()).serverGot(new PingReq());
        new Talk("drop CONNECT of kitchen").client(connect("kitchen")).serverGot();
    }

    /// "the Server MUST respond with a CONNACK containing an Assigned Client Identifier" [MQTT-3.2.2-16] of 5.0.
    @Test
    void theServerMayNameTheClient() {
        Property assigned = new Property.Text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER, "auto-1");
        Talk talk = new Talk("drop PINGREQ of auto-*");
        talk.client(connect(""), new PingReq())
                .serverGot(connect(""), new PingReq())
                .server(new ConnAck(false, 0, new Properties(List.of(assigned))))
                .client(new PingReq())
                .serverGot();
        assertEquals("auto-1", talk.passage.clientId());
    }

    @Test
    void displayFiltersDecide() {
        Talk talk = new Talk("drop PUBLISH 2 where mqtt.topic contains \"b\" && mqtt.msg == \"x\"").begun();
        talk.client(
                        publish("ab", 0, 0, "x"),
                        publish("ac", 0, 0, "x"),
                        publish("b", 0, 0, "x"),
                        publish("b", 0, 0, "y"))
                .serverGot(publish("ab", 0, 0, "x"), publish("ac", 0, 0, "x"), publish("b", 0, 0, "y"));
    }

    @Test
    void rulesComeAndGoWhileItRuns() {
        Talk talk = new Talk().begun();
        talk.client(new PingReq()).serverGot(new PingReq());
        Rule rule = talk.rules.add(Fault.parse("drop PINGREQ"));
        talk.client(new PingReq()).serverGot();
        assertTrue(talk.rules.remove(rule.number()));
        talk.client(new PingReq()).serverGot(new PingReq());
        assertEquals(1, rule.touched());
    }

    /// A rule that comes within a packet begins with the next.
    @Test
    void rulesBeginWithAPacket() {
        Talk talk = new Talk().begun();
        byte[] packet = Codec.write(publish("a", 0, 0, "0123456789"), Version.V5);
        talk.bytes(CLIENT_TO_SERVER, Arrays.copyOf(packet, 9));
        talk.rules.add(Fault.parse("drop PUBLISH"));
        talk.bytes(CLIENT_TO_SERVER, Arrays.copyOfRange(packet, 9, packet.length));
        talk.serverGot(publish("a", 0, 0, "0123456789"));
        talk.client(publish("a", 0, 0, "y")).serverGot();
    }

    @Test
    void whatIsNotMqttPassesAndIsSaid() {
        Talk talk = new Talk("drop any");
        byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] response = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        talk.bytes(CLIENT_TO_SERVER, request).bytes(SERVER_TO_CLIENT, response);
        assertArrayEquals(request, talk.took(CLIENT_TO_SERVER));
        assertArrayEquals(response, talk.took(SERVER_TO_CLIENT));
        talk.happened("this is not MQTT: the client begins with 0x47; all passes untouched from here on");
    }

    @Test
    void whatIsNoLongerMqttPassesAndIsSaid() {
        Talk talk = new Talk("drop PUBLISH").begun();
        byte[] wrong = HexFormat.of().parseHex("30ffffffff7f3000");
        for (byte each : wrong) {
            talk.bytes(CLIENT_TO_SERVER, each);
        }
        assertArrayEquals(wrong, talk.took(CLIENT_TO_SERVER));
        talk.happened("this is no longer MQTT: a Remaining Length from the client goes on after its fourth byte;"
                + " all passes untouched from here on");
    }

    @Test
    void aHalfClosedConnectionStaysSo() {
        Talk talk = new Talk("delay PUBLISH 10ms").begun();
        talk.client(publish("a", 0, 0, "x")).ends(CLIENT_TO_SERVER).happened();
        talk.after(10).serverGot(publish("a", 0, 0, "x")).happened("end CLIENT_TO_SERVER");
        talk.server(new PingResp()).clientGot(new PingResp());
        talk.ends(SERVER_TO_CLIENT)
                .happened(
                        "end SERVER_TO_CLIENT",
                        "CLIENT closed by CLIENT_TO_SERVER",
                        "SERVER closed by CLIENT_TO_SERVER");
    }

    @Test
    void aPacketThatDoesNotEndPasses() {
        Talk talk = new Talk("drop PUBLISH").begun();
        talk.bytes(CLIENT_TO_SERVER, HexFormat.of().parseHex("300a000161")).serverGot();
        talk.ends(CLIENT_TO_SERVER);
        assertEquals("300a000161", HexFormat.of().formatHex(talk.took(CLIENT_TO_SERVER)));
    }

    /// A PUBLISH of 256 MiB less a byte: that much is never kept.
    @Test
    void whatIsTooLongForRulesPassesInPieces() {
        Talk talk = new Talk("drop PUBLISH").begun();
        talk.bytes(CLIENT_TO_SERVER, HexFormat.of().parseHex("30ffffff7f000161"));
        assertEquals(8, talk.took(CLIENT_TO_SERVER).length);
        talk.happened("a packet of 268435460 bytes from the client is too long for rules:"
                + " those above 16777216 bytes pass untouched");
    }

    @Test
    void aThrottleRationsBytes() {
        Talk talk = new Talk().begun();
        talk.rules.add(Fault.parse("throttle 1kB/s from client"));
        talk.after(1000);
        talk.client(publish("a", 0, 0, "x".repeat(2000)));
        int begun = talk.took(CLIENT_TO_SERVER).length;
        assertTrue(begun <= 120, begun + " bytes at once");
        talk.after(1000);
        int got = begun + talk.took(CLIENT_TO_SERVER).length;
        assertTrue(got > 950 && got < 1150, got + " bytes in a second");
        talk.server(new PingResp()).clientGot(new PingResp());
        talk.after(1500);
        assertEquals(2007, got + talk.took(CLIENT_TO_SERVER).length);
        assertEquals(2007, talk.rules.all().getFirst().touched());
    }

    @Test
    void whatWaitsIsBounded() {
        Talk talk = new Talk("delay any 1s").begun();
        talk.after(2000);
        talk.took(CLIENT_TO_SERVER);
        int sent = 0;
        while (talk.events().isEmpty()) {
            talk.client(publish("a", 0, 0, "x".repeat(10_000)));
            sent++;
        }
        talk.happened("pause CLIENT_TO_SERVER");
        assertTrue(sent < 500, sent + " packets of 10 kB");
        talk.after(1000).happened("resume CLIENT_TO_SERVER");
        assertTrue(talk.took(CLIENT_TO_SERVER).length > sent * 10_000);
    }

    @Test
    void aBrokenConnectionEndsTheOther() {
        Talk talk = new Talk("delay any 1s").begun();
        talk.client(new PingReq());
        talk.passage.broken(SERVER_TO_CLIENT, 0);
        talk.serverGot().happened("cut", "CLIENT closed by SERVER_TO_CLIENT", "SERVER closed by SERVER_TO_CLIENT");
        talk.after(2000).serverGot().happened();
    }
}
