package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mqttlab.packet.Derived;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static boolean test(String filter, Trace trace) {
        return Filter.compile(filter, MqttTerms.ofTraces()).test(trace);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        mqtt                                          => true
        mqtt.qos                                      => true
        mqtt.retain                                   => true
        mqtt.sub.qos                                  => false
        mqtt.properties                               => true
        mqtt.will_properties                          => false

        mqtt.qos == 1                                 => true
        mqtt.qos eq 1                                 => true
        mqtt.qos != 1                                 => false
        mqtt.qos ne 2                                 => true
        mqtt.qos > 1                                  => false
        mqtt.qos gt 0                                 => true
        mqtt.qos >= 1                                 => true
        mqtt.qos ge 2                                 => false
        mqtt.qos < 1                                  => false
        mqtt.qos lt 2                                 => true
        mqtt.qos <= 1                                 => true
        mqtt.qos le 0                                 => false
        mqtt.qos > 0xffffffffffffffff                 => false
        mqtt.qos < 0xffffffffffffffff                 => true
        mqtt.qos >= 0                                 => true
        mqtt.qos < 0                                  => false
        mqtt.hdrflags == 0x32                         => true
        mqtt.hdrflags == 0B110010                     => true
        mqtt.hdrflags == 062                          => true
        mqtt.hdrflags == 50                           => true
        mqtt.retain == 0                              => true
        mqtt.retain == False                          => true
        mqtt.retain == true                           => false
        mqtt.retain != 7                              => true

        mqtt.msgtype == PUBLISH                       => true
        mqtt.msgtype == "publish"                     => true
        mqtt.msgtype != CONNECT                       => true
        mqtt.msgtype >= Publish                       => true
        mqtt.msgtype in {CONNECT, CONNACK}            => false
        mqtt.msgtype in {CONNECT..PUBACK}             => true
        mqtt.qos == "at least once"                   => true
        mqtt.property_id == "Correlation Data"        => true

        mqtt.qos in {0, 1}                            => true
        mqtt.qos in {0 2}                             => false
        mqtt.qos in { 0 .. 0, 1..2 }                  => true
        mqtt.qos not in {1}                           => false
        mqtt.sub.qos not in {1}                       => true
        mqtt.sub.qos in {0..2}                        => false
        mqtt.sub.qos == 0                             => false
        mqtt.sub.qos != 0                             => false
        !(mqtt.sub.qos == 0)                          => true

        mqtt.topic == "weather/berlin"                => true
        mqtt.topic == "weather/berli"                 => false
        mqtt.topic == "weather/berlin/"               => false
        mqtt.topic == "Weather/berlin"                => false
        mqtt.topic == "weather\\x2fberlin"            => true
        mqtt.topic == "weather\\057b\\145rlin"        => true
        mqtt.topic == "weather\\u002fberl\\u{69}n"    => true
        mqtt.topic == r"weather/berlin"               => true
        mqtt.topic > "weather/"                       => true
        mqtt.topic > "weather/berlin"                 => false
        mqtt.topic >= "weather/berlin"                => true
        mqtt.topic < "weather/c"                      => true
        mqtt.topic <= "weather"                       => false
        mqtt.topic in {"a", "weather/a".."weather/c"} => true
        mqtt.topic contains "ther/b"                  => true
        mqtt.topic contains "n"                       => true
        mqtt.topic contains "berlin!"                 => false
        mqtt.topic contains "BERLIN"                  => false
        mqtt.topic matches "BERLIN"                   => true
        mqtt.topic matches "(?-i)BERLIN"              => false
        mqtt.topic matches r"^\\w+/b.*n$"             => true
        mqtt.topic matches "^\\\\w+$"                 => false

        mqtt.msg == "{\\"celsius\\":-3.5}"            => true
        mqtt.msg contains 22:3a:2d                    => true
        mqtt.msg contains 223a2d                      => true
        mqtt.msg contains 22-3A-2d                    => true
        mqtt.msg contains 0x7b                        => true
        mqtt.msg matches "celsius.:-?\\\\d"           => true
        mqtt.msg > 7b                                 => true
        mqtt contains "application/json"              => true
        mqtt contains "MQTT"                          => false
        mqtt.property.correlation_data == "request-7" => true
        mqtt.prop_string == 72657175:6573742d:37      => true
        mqtt.prop_string == "request-7"               => true
        mqtt.property.message_expiry_interval == 3600 => true
        mqtt.prop_number == 3600                      => true
        mqtt.prop_number === 3600                     => false
        mqtt.prop_number !== 3600                     => true
        mqtt.prop_number ~= 3600                      => true
        mqtt.prop_number any_ne 3600                  => true
        mqtt.prop_number all_eq 3600                  => false
        mqtt.prop_number != 3600                      => false
        mqtt.prop_number != 3601                      => true
        all mqtt.prop_number > 0                      => true
        all mqtt.prop_number > 1                      => false
        any mqtt.prop_number > 1                      => true
        all mqtt.sub.qos > 0                          => false
        all mqtt.prop_key contains "tat"              => true

        len(mqtt.topic) == 14                         => true
        len(mqtt.msg) > 15                            => true
        len(mqtt.will_properties) > 0                 => false
        count(mqtt.prop_key) == 2                     => true
        count(mqtt.sub.qos) == 0                      => false
        upper(mqtt.topic) == "WEATHER/BERLIN"         => true
        lower(mqtt.topic) contains "BERLIN"           => false

        mqtt.qos == 0 || mqtt.qos == 1                => true
        mqtt.qos == 0 or mqtt.qos == 2                => false
        mqtt.qos == 1 && mqtt.retain == 1             => false
        mqtt.qos == 1 and not mqtt.retain == 1        => true
        mqtt.qos==1&&mqtt.dupflag==0                  => true
        !mqtt.qos == 0                                => true
        !!mqtt                                        => true
        mqtt.qos == 1 || mqtt.qos == 2 && mqtt.sub.qos   => true
        (mqtt.qos == 1 || mqtt.qos == 2) && mqtt.sub.qos => false
        ``                                            => true
        """)
    void answers(String filter, boolean expected) {
        assertEquals(expected, test(filter, Packets.PUBLISH), filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt.topic == \"kept/#\"",
                "mqtt.topic == \"other/#\"",
                "!(mqtt.topic != \"other/#\")",
                "mqtt.topic !== \"other/#\"",
                "count(mqtt.topic) == 2",
                "len(mqtt.topic) == 6 && len(mqtt.topic) == 7",
                "all len(mqtt.topic) > 5",
                "mqtt.subscription_options_qos === 1 || mqtt.subscription_options_qos > 1",
                "mqttlab.subscription"
            })
    void asksEveryValue(String filter) {
        assertTrue(test(filter, Packets.SUBSCRIBE), filter);
    }

    @Test
    void doesNotEndAtZeroBytes() {
        Trace zero = Packets.trace(Version.V3_1_1, "30 07 00 03 61 00 62 00 ff");
        assertTrue(test("mqtt.topic == \"a\\0b\"", zero));
        assertTrue(test("mqtt.topic contains \"\\x00\"", zero));
        assertTrue(test("mqtt.topic matches \"^a.b$\"", zero));
        assertFalse(test("mqtt.topic == \"a\"", zero));
        assertTrue(test("mqtt.msg matches \"^\\x00\\xff$\"", zero));
        assertTrue(test("mqtt.msg matches r\"^\\x00\\xff$\"", zero));
    }

    @Test
    void readsTextAsCharacters() {
        Trace accent = Packets.trace(Version.V3_1_1, "30 06 00 02 c3 89 c3 89");
        assertTrue(test("mqtt.topic == \"É\"", accent));
        assertTrue(test("mqtt.topic matches \"^é$\"", accent));
        assertTrue(test("mqtt.msg matches \"^.$\"", accent));
        assertTrue(test("mqtt.msg contains \"\\xc3\"", accent));
        assertTrue(test("mqtt.msg contains \"\\u00c9\"", accent));
    }

    @Test
    void binaryDataIsComparedWithTextAndBytes() {
        assertTrue(test("mqtt.property.correlation_data == 00:ff:fe:80:0d:0a", Packets.BINARY));
        assertTrue(test("mqtt.prop_string contains ff:fe", Packets.BINARY));
        assertTrue(test("mqtt.prop_string == \"\\x00\\xff\\xfe\\x80\\r\\n\"", Packets.BINARY));
        assertTrue(test("mqtt.prop_string == \"weather/antworten\"", Packets.BINARY));
    }

    /// `v5-topic-alias.pcapng`, frame 21: an alias that was set before.
    @Test
    void seesTheTopicBehindAnAlias() {
        Trace aliased = Packets.trace(Version.V5, "30 0c 00 00 03 23 00 01 75 73 65 20 31");
        assertFalse(test("mqtt.topic", aliased));
        assertFalse(test("mqtt.unknown_topic_alias", aliased));
        aliased.generate(Derived.TOPIC, "long/name");
        aliased.generate(Derived.UNKNOWN_ALIAS, "");
        assertTrue(test("mqtt.topic == \"long/name\" && count(mqtt.topic) == 1", aliased));
        assertTrue(test("mqtt.unknown_topic_alias", aliased));
    }

    @Test
    void anEmptyPayloadIsThere() {
        assertTrue(test("mqtt.msg && len(mqtt.msg) == 0 && mqtt.msg == \"\"", Packets.EMPTY));
        assertTrue(test("mqtt.msg matches \"^$\"", Packets.EMPTY));
        assertFalse(test("mqtt.msg contains 00", Packets.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        mqtt.qos or mqtt and mqtt.topic     => mqtt.qos || (mqtt && mqtt.topic)
        (mqtt.qos or mqtt) and mqtt.topic   => (mqtt.qos || mqtt) && mqtt.topic
        not mqtt.qos == 1 and mqtt          => !(mqtt.qos == 1) && mqtt
        not (mqtt.qos and mqtt)             => !(mqtt.qos && mqtt)
        mqtt.qos not in {1  2}              => !(mqtt.qos in {1  2})
        ((mqtt.topic contains "a b"))       => mqtt.topic contains "a b"
        all mqtt.qos>1                      => all mqtt.qos >1
        """)
    void showsWhatBelongsTogether(String filter, String expected) {
        assertEquals(expected, Filter.compile(filter, MqttTerms.ofTraces()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|aa)*c", "(.*)*x", "((a*)*)*y"})
    void givesUpOnWhatTakesForEver(String expression) {
        String topic = "61".repeat(5000);
        Trace trace = Packets.trace(Version.V3_1_1, "30 8a 27 13 88" + topic);
        Filter<Trace> filter = Filter.compile("mqtt.topic matches \"" + expression + "\"", MqttTerms.ofTraces());
        assertFalse(filter.test(trace));
        assertEquals(1, filter.gaveUp());
        assertTrue(test("mqtt.topic matches \"^a+$\"", trace));
    }
}
