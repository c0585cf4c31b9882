package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import mqttlab.packet.Subscribe.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {

    private static final Properties NONE = Properties.NONE;

    record Refused(String why, Version version, Packet packet) {

        @Override
        public String toString() {
            return why;
        }
    }

    // @formatter:off
    static List<Refused> refused() {
        return List.of(
                v311("packet identifier 0", publish("a", 1, 0, NONE)),
                v311("packet identifier 65536", publish("a", 1, 65536, NONE)),
                v311("a negative packet identifier", new PubAck(-1)),
                v311("acknowledging 0", new PubComp(0)),
                v311("subscribing with 0", new Subscribe(0, NONE, List.of(new Request("a", 0)))),
                v311("granting with 0", new SubAck(0, NONE, List.of(0))),
                v311("QoS 3", publish("a", 3, 1, NONE)),
                v311("QoS 4", publish("a", 4, 1, NONE)),
                v311("QoS -1", publish("a", -1, 1, NONE)),
                v311("DUP with QoS 0", new Publish("a", 0, true, false, 0, NONE, Bytes.EMPTY)),
                v311("no topic", publish("", 0, 0, NONE)),
                v5("no topic and no alias", publish("", 0, 0, NONE)),
                v311("# in a topic", publish("a/#", 0, 0, NONE)),
                v311("+ in a topic", publish("+", 0, 0, NONE)),
                v311("U+0000 in a topic", publish("a\0", 0, 0, NONE)),
                v311("a lone surrogate", publish("\ud800", 0, 0, NONE)),
                v311("a topic of 65536 bytes", publish("x".repeat(65536), 0, 0, NONE)),
                v311("no filters", new Subscribe(1, NONE, List.of())),
                v311("nothing to unsubscribe", new Unsubscribe(1, NONE, List.of())),
                v311("# in the middle", new Subscribe(1, NONE, List.of(new Request("a/#/b", 0)))),
                v311("requested QoS 3", new Subscribe(1, NONE, List.of(new Request("a", 3)))),
                v5("requested QoS 3", new Subscribe(1, NONE, List.of(new Request("a", 3)))),
                v5("requested QoS 4", new Subscribe(1, NONE, List.of(new Request("a", 4)))),
                v5("Retain Handling 3", new Subscribe(1, NONE, List.of(new Request("a", 0, false, false, 3)))),
                v5("Retain Handling 4", new Subscribe(1, NONE, List.of(new Request("a", 0, false, false, 4)))),
                v5("No Local and shared", new Subscribe(1, NONE, List.of(new Request("$share/g/a", 0, true, false, 0)))),
                v311("return code 6", new ConnAck(false, 6, NONE)),
                v311("a session of the refused", new ConnAck(true, 5, NONE)),
                v5("a code of 3.1.1", new ConnAck(false, 5, NONE)),
                v5("a code of another packet", new PubAck(1, 0x92, NONE)),
                v5("code 256", new PubAck(1, 256, NONE)),
                v311("a code of 5.0", new SubAck(1, NONE, List.of(0x87))),
                v311("AUTH", new Auth(0, NONE)),
                v5("AUTH without a method", new Auth(0x18, NONE)),
                v311("a password alone", connect("c", true, null, Bytes.EMPTY)),
                v311("no name and a session to keep", connect("", false, null, null)),
                v311("Keep Alive 65536",
                        new Connect(Version.V3_1_1, false, "c", true, 65536, NONE, null, null, null)),
                v311("Will QoS 3", connect("c", true, new Will(NONE, "a", Bytes.EMPTY, 3, false), null)),
                v311("Will QoS 4", connect("c", true, new Will(NONE, "a", Bytes.EMPTY, 4, false), null)),
                v311("a wildcard in the will", connect("c", true, new Will(NONE, "a/+", Bytes.EMPTY, 0, false), null)),
                v5("a CONNECT of another version", connect("c", true, null, null)),
                v5("Topic Alias 0", publish("a", 0, 0, of(number(PropertyId.TOPIC_ALIAS, 0)))),
                v5("Topic Alias 65536", publish("a", 0, 0, of(number(PropertyId.TOPIC_ALIAS, 65536)))),
                v5("Subscription Identifier 0", publish("a", 0, 0, of(number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0)))),
                v5("a Subscription Identifier of five bytes",
                        publish("a", 0, 0, of(number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0x1000_0000)))),
                v5("a misplaced property", publish("a", 0, 0, of(number(PropertyId.RECEIVE_MAXIMUM, 1)))),
                v5("a property twice", publish("a", 0, 0,
                        of(number(PropertyId.TOPIC_ALIAS, 1), number(PropertyId.TOPIC_ALIAS, 1)))),
                v5("a wildcard in the Response Topic", publish("a", 0, 0,
                        of(new Property.Text(PropertyId.RESPONSE_TOPIC, "#")))));
    }
    // @formatter:on

    /// Nothing of it stays, and the writer can go on.
    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Refused it) {
        Writer writer = new Writer(it.version);
        writer.write(new PingReq());
        var thrown = assertThrows(IllegalArgumentException.class, () -> writer.write(it.packet));
        assertTrue(thrown.getMessage().contains(": expected "), thrown.getMessage());
        writer.write(new PingResp());
        assertArrayEquals(Hex.bytes("c0 00 d0 00"), writer.toArray());
    }

    /// Bodies around which the header grows; a writer leaves room for the likely one and moves the body if need be.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 60, 61, 62, 63, 64, 65, 126, 127, 128, 129, 16319, 16320, 16321, 16382, 16383, 16384, 16385,
                2097087, 2097088, 2097150, 2097151, 2097152, 2097153
            })
    void everyHeader(int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 0x5a);
        Publish publish = new Publish("a", 0, false, false, 0, NONE, Bytes.of(payload));
        Writer writer = new Writer(Version.V3_1_1);
        writer.write(new PingReq());
        writer.write(publish);
        writer.write(new PubAck(7));
        byte[] bytes = writer.toArray();
        int length = bytes.length - 6;
        assertEquals(new Framing.Whole(1 + Writer.sizeOfVarint(size + 3), length), Framing.next(bytes, 2, 2 + length));
        assertEquals(publish, Codec.read(bytes, 2, 2 + length, Version.V3_1_1));
        assertEquals(new PubAck(7), Codec.read(bytes, 2 + length, bytes.length, Version.V3_1_1));
    }

    /// The same, for a long topic and a short payload, and for packets that are no PUBLISH.
    @ParameterizedTest
    @ValueSource(
            ints = {1, 57, 58, 59, 120, 121, 122, 123, 124, 125, 126, 16376, 16377, 16378, 16379, 16380, 16381, 65535})
    void everyHeaderOfTexts(int size) {
        String text = "x".repeat(size);
        Packet[] packets = {publish(text, 1, 1, NONE), new Unsubscribe(1, NONE, List.of(text))};
        for (Packet packet : packets) {
            byte[] bytes = Codec.write(packet, Version.V3_1_1);
            assertEquals(packet, Codec.read(bytes, 0, bytes.length, Version.V3_1_1));
        }
    }

    /// Property blocks around which their length grows; more than one byte of it moves the block.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 122, 123, 124, 125, 126, 127, 128, 16377, 16378, 16379, 16380, 16381, 65535})
    void everyPropertyLength(int size) {
        Property.Pair pair = new Property.Pair("x".repeat(size), "");
        Will will = new Will(Properties.of(pair), "t", Bytes.utf8("will"), 0, false);
        Connect packet = new Connect(Version.V5, false, "c", true, 0, Properties.of(pair, pair), will, "u", null);
        byte[] bytes = Codec.write(packet, Version.V5);
        assertEquals(packet, Codec.read(bytes, 0, bytes.length, Version.V5));
    }

    /// A Property Length of more than two bytes.
    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33})
    void manyProperties(int count) {
        Property.Pair[] pairs = new Property.Pair[count];
        Arrays.fill(pairs, new Property.Pair("x".repeat(65535), "y"));
        Publish packet = publish("a", 0, 0, Properties.of(pairs));
        byte[] bytes = Codec.write(packet, Version.V5);
        assertEquals(packet, Codec.read(bytes, 0, bytes.length, Version.V5));
    }

    /// The longest packet there can be, and one byte more.
    @Test
    void longestPacket() {
        assumeTrue(Runtime.getRuntime().maxMemory() > 1L << 30, "needs a heap of more than a gigabyte");
        byte[] payload = new byte[0xfff_ffff - 2];
        Writer writer = new Writer(Version.V3_1_1);
        Publish tooLong = new Publish("a", 0, false, false, 0, NONE, Bytes.of(payload));
        assertThrows(IllegalArgumentException.class, () -> writer.write(tooLong));
        assertEquals(0, writer.size());

        writer.write(new Publish("a", 0, false, false, 0, NONE, Bytes.of(payload, 0, payload.length - 1)));
        assertArrayEquals(Hex.bytes("30 ff ff ff 7f 00 01 'a'"), Arrays.copyOf(writer.array(), 8));
        assertEquals(Framing.MAX_LENGTH, writer.size());
        assertEquals(new Framing.Whole(5, writer.size()), Framing.next(writer.array(), 0, writer.size()));
    }

    /// What an older version has no place for is left out.
    @Test
    void olderVersions() {
        Properties why = Properties.of(new Property.Text(PropertyId.REASON_STRING, "why"));
        assertArrayEquals(Hex.bytes("40 02 00 01"), Codec.write(new PubAck(1, 0x87, why), Version.V3_1_1));
        assertArrayEquals(Hex.bytes("e0 00"), Codec.write(new Disconnect(0x8e, why), Version.V3_1_1));
        assertArrayEquals(Hex.bytes("b0 02 00 01"), Codec.write(new UnsubAck(1, why, List.of(0)), Version.V3_1_1));
        assertArrayEquals(Hex.bytes("20 02 00 00"), Codec.write(new ConnAck(true, 0, NONE), Version.V3_1));
    }

    @Test
    void propertiesHaveValuesOfTheirType() {
        assertThrows(IllegalArgumentException.class, () -> number(PropertyId.CONTENT_TYPE, 1));
        assertThrows(IllegalArgumentException.class, () -> number(PropertyId.USER_PROPERTY, 1));
        assertThrows(IllegalArgumentException.class, () -> number(PropertyId.RECEIVE_MAXIMUM, -1));
        assertThrows(IllegalArgumentException.class, () -> number(PropertyId.RECEIVE_MAXIMUM, 0x1_0000_0001L));
        assertThrows(IllegalArgumentException.class, () -> new Property.Text(PropertyId.CORRELATION_DATA, ""));
        assertThrows(IllegalArgumentException.class, () -> new Property.Data(PropertyId.REASON_STRING, Bytes.EMPTY));
    }

    private static Refused v311(String why, Packet packet) {
        return new Refused(why, Version.V3_1_1, packet);
    }

    private static Refused v5(String why, Packet packet) {
        return new Refused(why + ", 5.0", Version.V5, packet);
    }

    private static Publish publish(String topic, int qos, int id, Properties properties) {
        return new Publish(topic, qos, false, false, id, properties, Bytes.EMPTY);
    }

    private static Connect connect(String id, boolean clean, Will will, Bytes password) {
        return new Connect(Version.V3_1_1, false, id, clean, 0, NONE, will, null, password);
    }

    private static Property number(PropertyId id, long value) {
        return new Property.Numeric(id, value);
    }

    private static Properties of(Property... all) {
        return Properties.of(all);
    }
}
