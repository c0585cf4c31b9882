package mqttlab.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Filter;
import mqttlab.filter.Frame;
import mqttlab.filter.MqttTerms;
import mqttlab.filter.Packets;
import mqttlab.filter.Term;
import mqttlab.filter.Type;
import mqttlab.filter.Value;
import mqttlab.packet.Codec;
import mqttlab.packet.Derived;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static Rows<Trace> rows(String layout, String... names) {
        Layout settings = Layout.DEFAULT;
        for (String setting : layout.isEmpty() ? new String[0] : layout.split(" ")) {
            settings = settings.with(setting);
        }
        Catalogue<Trace> catalogue = MqttTerms.ofTraces();
        List<Term<Trace>> terms = new ArrayList<>();
        for (String name : names) {
            terms.add(Objects.requireNonNull(catalogue.find(name), name));
        }
        return new Rows<>(terms, settings);
    }

    private static String row(Rows<Trace> rows, Trace... packets) {
        TextBuffer out = new TextBuffer();
        for (Trace packet : packets) {
            rows.add(packet);
        }
        rows.end(out);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt.topic, weather/berlin",
        "mqtt.qos, 1",
        "mqtt.retain, 0",
        "mqtt.hdrflags, 0x32",
        "mqtt.len, 128",
        "mqtt.property_id, '0x01,0x02,0x03,0x08,0x09,0x23,0x26,0x26'",
        "mqtt.prop_number, '1,3600'",
        "mqtt.prop_string, 'weather/answers,request-7'",
        "mqtt.prop_key, 'station,station'",
        "mqtt.property.content_type, application/json",
        "mqtt.property.topic_alias, 1",
        "mqtt.properties, 1",
        "mqtt.will_properties, ''",
        "mqtt.msg, 7b2263656c73697573223a2d332e357d",
        "mqtt.sub.qos, ''",
    })
    void printsEachKindOfField(String name, String expected) {
        assertEquals(expected + "\n", row(rows("", name), Packets.PUBLISH));
    }

    @Test
    void printsReservedBitsAsOneFlag() {
        Rows<Trace> rows = rows("", "mqtt.conack.flags", "mqtt.conack.flags.reserved", "mqtt.conack.flags.sp");
        assertEquals("0x01\t0\t1\n", row(rows, Packets.trace(Version.V3_1_1, "20 02 01 00")));
        assertEquals("0xfe\t1\t0\n", row(rows, Packets.trace(Version.V3_1_1, "20 02 fe 00")));
        assertEquals("\t1\t\n", row(rows, Packets.trace(Version.V3_1, "20 02 07 00")));
    }

    @Test
    void printsBinaryDataAsTextWhereItIsText() {
        assertEquals("weather/antworten,00fffe800d0a\n", row(rows("", "mqtt.prop_string"), Packets.BINARY));
        assertEquals("request-7\n", row(rows("", "mqtt.property.correlation_data"), Packets.PUBLISH));
    }

    @Test
    void tellsNothingThereFromNothing() {
        assertEquals("empty\t<MISSING>\t\n", row(rows("", "mqtt.topic", "mqtt.msg", "mqtt.clientid"), Packets.EMPTY));
        Trace anonymous = Packets.trace(Version.V3_1_1, "10 0c 00 04 4d515454 04 02 00 3c 00 00");
        assertEquals("\"\"\t\n", row(rows("quote=d", "mqtt.clientid", "mqtt.topic"), anonymous));
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        Trace trace = Packets.trace(Version.V3_1_1, "30 12 00 10 1b 5b 32 4a 09 0a 0c 08 00 5c 22 c2 85 e2 80 ae");
        assertEquals("\\u001b[2J\\t\\n\\f\\b\\u0000\\\\\"\\u0085\\u202e\n", row(rows("", "mqtt.topic"), trace));
        assertEquals("\u001b[2J\t\n\f\b\0\\\"\u0085\u202e\n", row(rows("escape=n", "mqtt.topic"), trace));
        Trace illFormed = Packets.trace(Version.V3_1_1, "30 07 00 05 61 ff c3 28 e2");
        assertEquals("a\\xff\\xc3(\\xe2\n", row(rows("", "mqtt.topic"), illFormed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock = """
                occurrence=a => kept/#,other/#|1
                occurrence=f => kept/#|1
                occurrence=l => other/#|1
                aggregator=; => kept/#;other/#|1
                aggregator=/s => kept/# other/#|1
                aggregator=→ => kept/#→other/#|1
                quote=d => "kept/#,other/#"|"1"
                quote=s => 'kept/#,other/#'|'1'
                quote=n => kept/#,other/#|1
                """)
    void isLaidOut(String setting, String expected) {
        Rows<Trace> rows = rows("separator=| " + setting, "mqtt.topic", "mqtt.msgid");
        assertEquals(expected + "\n", row(rows, Packets.SUBSCRIBE));
    }

    @Test
    void doublesQuotesWithinQuotes() {
        String topic = "quotes \"\"double\"\" and 'single', back\\\\slash, pipe | and comma, space";
        assertEquals('"' + topic + "\"\n", row(rows("quote=d", "mqtt.topic"), Packets.QUOTES));
        String single = "quotes \"double\" and ''single'', back\\slash, pipe | and comma, space";
        assertEquals("'" + single + "'\n", row(rows("quote=s escape=n", "mqtt.topic"), Packets.QUOTES));
    }

    @Test
    void namesItsColumns() {
        TextBuffer out = new TextBuffer();
        rows("header=y separator=/s quote=d", "mqtt.topic", "mqtt.prop_number").header(out);
        assertEquals("mqtt.topic mqtt.prop_number\n", out.toString());
        out.clear();
        rows("header=n", "mqtt.topic").header(out);
        assertEquals("", out.toString());
    }

    @Test
    void takesSeveralPacketsIntoARow() {
        String[] names = {"mqtt.msgtype", "mqtt.topic"};
        Trace[] packets = {Packets.PUBLISH, Packets.PUBACK, Packets.SUBSCRIBE};
        Rows<Trace> rows = rows("", names);
        assertEquals("3,4,8\tweather/berlin,kept/#,other/#\n", row(rows, packets));
        assertEquals("4\t\n", row(rows, Packets.PUBACK));
        assertEquals("3\tweather/berlin\n", row(rows("occurrence=f", names), packets));
        assertEquals("8\tother/#\n", row(rows("occurrence=l", names), packets));
        assertEquals("\t\n", row(rows));
    }

    @Test
    void printsOnceWhatThePacketsOfAFrameShare() {
        Term<Frame> number = Objects.requireNonNull(Frame.terms().find("frame.number"));
        Term<Frame> type = Objects.requireNonNull(Frame.terms().find("mqtt.msgtype"));
        Rows<Frame> rows = new Rows<>(List.of(number, type), Layout.DEFAULT);
        TextBuffer out = new TextBuffer();
        for (int i = 7; i < 9; i++) {
            rows.add(new Frame(i, List.of(Packets.PUBLISH)));
            rows.add(new Frame(i, List.of(Packets.PUBACK)));
            rows.end(out);
        }
        assertEquals("7\t3,4\n8\t3,4\n", out.toString());
    }

    @Test
    void printsTheTopicBehindAnAlias() {
        Trace aliased = Packets.trace(Version.V5, "30 0c 00 00 03 23 00 01 75 73 65 20 31");
        aliased.generate(Derived.TOPIC, "long/\tname");
        assertEquals("long/\\tname\n", row(rows("", "mqtt.topic"), aliased));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 0, 0",
        "NUMBER, -1, 18446744073709551615",
        "FLAG, 1, 1",
        "TIME, 0, 0.000000000",
        "TIME, 1700000000123456789, 1700000000.123456789",
        "TIME, 1, 0.000000001",
        "TIME, -1500000000, -1.500000000",
        "TIME, -1, -0.000000001",
        "HEX, 24, 0x0018",
    })
    void printsNumbers(Type type, long number, String expected) {
        Value value = new Value();
        value.number(type, number, 2);
        assertEquals(expected, print(value));
    }

    /// The texts are what tshark 4.0.17 prints for these addresses.
    @ParameterizedTest
    @CsvSource({
        "c0000201, 192.0.2.1",
        "00000000, 0.0.0.0",
        "ffffffff, 255.255.255.255",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "00010000000000000000000000000000, 1::",
        "fe800000000000000202b3fffe1e8329, fe80::202:b3ff:fe1e:8329",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010000000000010000000000000001, 2001:0:0:1::1",
        "00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
        "abcd0ef0001200000000000000000000, abcd:ef0:12::",
        "00000000000000000000ffffc0000221, ::ffff:192.0.2.33",
        "000000000000000000000000c0000221, ::192.0.2.33",
        "00000000000000000000000000010203, ::0.1.2.3",
        "00000000000000000000fffec0000221, ::fffe:c000:221",
    })
    void printsAddresses(String hex, String expected) {
        byte[] address = HexFormat.of().parseHex("ff" + hex + "ff");
        Value value = new Value();
        value.bytes(address.length == 6 ? Type.IPV4 : Type.IPV6, address, 1, address.length - 2);
        assertEquals(expected, print(value));
    }

    private static String print(Value value) {
        TextBuffer out = new TextBuffer();
        new Cell(true).print(out, value);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "headers=y",
                "header",
                "header=yes",
                "header=",
                "separator=",
                "separator=ab",
                "aggregator=/n",
                "occurrence=x",
                "occurrence=fl",
                "quote=\"",
                "escape=1",
                "bom=y"
            })
    void refusesOtherSettings(String setting) {
        String message = assertThrows(IllegalArgumentException.class, () -> Layout.DEFAULT.with(setting))
                .getMessage();
        assertTrue(message.contains("expected") || message.contains("only"), message);
    }

    /// A cell, put into quotes, is the text of a filter that finds the packet again.
    @Property
    void canBePutIntoAFilter(@ForAll @Size(min = 1, max = 40) byte[] topic) {
        byte[] packet = new byte[topic.length + 4];
        packet[0] = 0x30;
        packet[1] = (byte) (topic.length + 2);
        packet[3] = (byte) topic.length;
        System.arraycopy(topic, 0, packet, 4, topic.length);
        Trace trace = new Trace();
        Codec.trace(trace, packet, 0, packet.length, Version.V3_1_1, null);
        String line = row(rows("", "mqtt.topic"), trace);
        String cell = line.substring(0, line.length() - 1);
        String filter = "mqtt.topic == \"" + cell.replace("\"", "\\\"") + '"';
        assertTrue(Filter.compile(filter, MqttTerms.ofTraces()).test(trace), filter);
    }

    @Property
    void printsAnyBytes(@ForAll @Size(max = 80) byte[] bytes, @ForAll Version version) {
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, version, null);
        List<String> names = new ArrayList<>();
        MqttTerms.ofTraces().names().forEach(names::add);
        String line = row(rows("", names.toArray(String[]::new)), trace);
        assertEquals(names.size(), line.split("\t", -1).length);
        assertEquals(line.length() - 1, line.indexOf('\n'));
    }
}
