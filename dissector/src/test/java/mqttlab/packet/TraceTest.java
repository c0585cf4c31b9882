package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

    /// What was understood stays; the rest is one leaf, not a part of the group it was found in.
    @Test
    void cutInAGroup() {
        broken("""
            82 0c 00 01            # SUBSCRIBE, 3.1.1
            00 03 'a/b' 01
            00 09 'x/'             # a filter of nine bytes, but two
            """, Version.V3_1_1, """
            0 1 mqtt.hdrflags 0x82
            0 1   mqtt.msgtype 8
            0 1   mqtt.hdr_reserved 2
            1 1 mqtt.len 12
            2 2 mqtt.msgid 1
            4 6 mqttlab.subscription
            4 2   mqtt.topic_len 3
            6 3   mqtt.topic "a/b"
            9 1   mqtt.sub.qos 1
            10 4 mqttlab.subscription
            10 2   mqtt.topic_len 9
            12 2   mqttlab.unreadable "x/"
            ! 12 2 FITS: needs 9 bytes, 2 are left
            """);
    }

    /// The length of a property block is known, so that reading goes on behind one that cannot be read.
    @Test
    void cutInProperties() {
        broken("""
            30 0d 00 01 'a'        # PUBLISH, 5.0
            06                     # properties
               01 01               #   text
               08 00 ff 'x'        #   a Response Topic of 255 bytes, but one
            'pay'
            """, Version.V5, """
            0 1 mqtt.hdrflags 0x30
            0 1   mqtt.msgtype 3
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 0
            0 1   mqtt.retain 0
            1 1 mqtt.len 13
            2 2 mqtt.topic_len 1
            4 1 mqtt.topic "a"
            5 7 mqtt.properties
            5 1   mqtt.property_len 6
            6 1   mqtt.property_id 0x01
            7 1   mqtt.property.payload_format_indicator 1
            8 1   mqtt.property_id 0x08
            9 2   mqtt.prop_string_len 255
            11 1   mqttlab.unreadable "x"
            12 3 mqtt.msg "pay"
            ! 11 1 FITS: needs 255 bytes, 1 is left
            """);
    }

    /// A text ends with its block, although bytes follow.
    @Test
    void beyondItsBlock() {
        broken("30 0b 00 01 'a' 04 08 00 05 'xpay'", Version.V5, """
            0 1 mqtt.hdrflags 0x30
            0 1   mqtt.msgtype 3
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 0
            0 1   mqtt.retain 0
            1 1 mqtt.len 11
            2 2 mqtt.topic_len 1
            4 1 mqtt.topic "a"
            5 5 mqtt.properties
            5 1   mqtt.property_len 4
            6 1   mqtt.property_id 0x08
            7 2   mqtt.prop_string_len 5
            9 1   mqttlab.unreadable "x"
            10 3 mqtt.msg "pay"
            ! 9 1 FITS: needs 5 bytes, 1 is left
            """);
    }

    /// An identifier that is none: nobody knows where its value ends.
    @Test
    void unknownProperty() {
        broken("""
            e0 07 00               # DISCONNECT, 5.0
            05 1f 00 00            # an empty Reason String
               7f ff               # no property
            """, Version.V5, """
            0 1 mqtt.hdrflags 0xe0
            0 1   mqtt.msgtype 14
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 7
            2 1 mqtt.disconnect.reason_code 0
            3 6 mqtt.properties
            3 1   mqtt.property_len 5
            4 1   mqtt.property_id 0x1f
            5 2   mqtt.prop_string_len 0
            7 0   mqtt.property.reason_string ""
            7 1   mqtt.property_id 0x7f
            8 1   mqtt.prop_unknown ff
            ! 7 1 KNOWN_PROPERTY: 0x7f
            """);
    }

    /// Two leaves that cannot be read, each with its own reason.
    @Test
    void trailingBytesBehindBrokenProperties() {
        broken("e0 09 00 03 11 00 00 'more'", Version.V5, """
            0 1 mqtt.hdrflags 0xe0
            0 1   mqtt.msgtype 14
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 9
            2 1 mqtt.disconnect.reason_code 0
            3 4 mqtt.properties
            3 1   mqtt.property_len 3
            4 1   mqtt.property_id 0x11
            5 2   mqttlab.unreadable 0000
            7 4 mqttlab.unreadable "more"
            ! 5 2 FITS: needs 4 bytes, 2 are left
            ! 7 4 ENDS: 4 bytes are left
            """);
    }

    /// Nothing tells where a property block ends that is longer than the packet.
    @Test
    void propertiesBeyondThePacket() {
        broken("40 07 00 01 00 09 1f 00 00", Version.V5, """
            0 1 mqtt.hdrflags 0x40
            0 1   mqtt.msgtype 4
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 7
            2 2 mqtt.msgid 1
            4 1 mqtt.puback.reason_code 0
            5 4 mqtt.properties
            5 1   mqtt.property_len 9
            6 3   mqttlab.unreadable 1f0000
            ! 6 3 FITS: needs 9 bytes, 3 are left
            """);
    }

    @Test
    void reservedType() {
        broken("f5 02 'hi'", Version.V3_1_1, """
            0 1 mqtt.hdrflags 0xf5
            0 1   mqtt.msgtype 15
            0 1   mqtt.hdr_reserved 5
            1 1 mqtt.len 2
            2 2 mqttlab.unreadable "hi"
            ! 0 1 KNOWN_TYPE: 15
            """);
        assertNull(Traces.of(Hex.bytes("f5 02 'hi'"), Version.V3_1_1, null).type());
        assertEquals(
                PacketType.AUTH,
                Traces.of(Hex.bytes("f5 02 'hi'"), Version.V5, null).type());
    }

    @Test
    void nothingAtAll() {
        broken("", Version.V5, "! 0 0 FITS: needs 1 byte, 0 are left\n");
        assertNull(Traces.of(new byte[0], Version.V5, null).type());
    }

    /// A trace that was used before holds nothing of it.
    @Test
    void usedAgain() {
        Trace trace = new Trace();
        trace(trace, Hex.bytes("10 ff 'garbage that breaks a lot'"), Version.V5);
        trace.generate(Derived.TOPIC, "from before");
        byte[] large = new byte[3000];
        trace(trace, large, Version.V3_1_1);
        byte[] bytes = Hex.bytes("40 02 00 01");
        Packet packet = trace(trace, bytes, Version.V3_1_1);
        assertEquals(new PubAck(1), packet);
        assertEquals(Traces.text(Traces.of(bytes, Version.V3_1_1, null)), Traces.text(trace));
        assertEquals(List.of(), trace.generated());
    }

    /// More entries than there was room for.
    @Test
    void grows() {
        byte[] codes = new byte[100_000];
        List<Integer> zeros = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            zeros.add(0);
        }
        byte[] bytes = Codec.write(new SubAck(1, Properties.NONE, zeros), Version.V3_1_1);
        Trace trace = Traces.checkAgainstRead(bytes, Version.V3_1_1, null);
        assertEquals(codes.length + 5, trace.size());
    }

    @Test
    void cannotBeChangedFromOutside() {
        Trace trace = Traces.of(Hex.bytes("c1 00"), Version.V5, null);
        assertThrows(UnsupportedOperationException.class, () -> trace.problems().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> trace.generated().clear());
    }

    /// Packets keep their own lists.
    @Test
    void packetsCannotBeChanged() {
        List<Integer> codes = new ArrayList<>(List.of(1));
        SubAck packet = new SubAck(1, Properties.NONE, codes);
        codes.add(2);
        assertEquals(List.of(1), packet.codes());
        assertThrows(UnsupportedOperationException.class, () -> packet.codes().add(3));
        List<Property> all = new ArrayList<>();
        Properties properties = new Properties(all);
        all.add(new Property.Pair("a", "b"));
        assertEquals(Properties.NONE, properties);
        byte[] bytes = Codec.write(new Unsubscribe(1, Properties.NONE, List.of("a")), Version.V5);
        Unsubscribe read = (Unsubscribe) Codec.read(bytes, 0, bytes.length, Version.V5);
        assertThrows(UnsupportedOperationException.class, () -> read.filters().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> read.properties().all().clear());
    }

    @Test
    void find() {
        Trace trace = Traces.of(Hex.bytes("a2 08 00 01 00 01 'a' 00 01 'b'"), Version.V3_1_1, null);
        assertEquals("\"a\"", Show.value(trace, trace.find(Unsubscribe.FILTER)));
        assertEquals("\"b\"", Show.value(trace, trace.findLast(Unsubscribe.FILTER)));
        assertEquals(-1, trace.find(Subscribe.FILTER));
        assertEquals(-1, trace.findLast(Subscribe.FILTER));
    }

    private static void broken(String hex, Version version, String text) {
        Trace trace = Traces.checkAgainstRead(Hex.bytes(hex), version, null);
        assertEquals(text, Traces.text(trace));
    }

    private static Packet trace(Trace trace, byte[] bytes, Version version) {
        return Codec.trace(trace, bytes, 0, bytes.length, version, null);
    }
}
