package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mqttlab.packet.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterExceptionTest {

    private static FilterException wrong(String filter) {
        Catalogue<Trace> catalogue = MqttTerms.ofTraces().and(new Others<>());
        return assertThrows(FilterException.class, () -> Filter.compile(filter, catalogue), filter);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        mqtt.topc == "a"               => mqtt.topc => there is no field mqtt.topc; did you mean mqtt.topic?
        mqtt.foobar                    => mqtt.foobar => there is no field mqtt.foobar
        mqtt.topic and MQTT            => MQTT => there is no field MQTT; did you mean mqtt?
        mqtt.qos contains "a"          => mqtt.qos => mqtt.qos is a number, and contains looks into text and bytes: compare with ==, <, > or in {...}
        mqtt.retain matches "1"        => mqtt.retain => mqtt.retain is true or false, and matches looks into text and bytes: compare with ==, <, > or in {...}
        ip.src contains 0a             => ip.src => ip.src is an IPv4 address, and contains looks into text and bytes: compare with ==, <, > or in {...}
        mqtt.properties == 1           => mqtt.properties => mqtt.properties has no value to compare: write it alone to ask whether it is there
        mqtt.properties contains "a"   => mqtt.properties => mqtt.properties has no value to compare: write it alone to ask whether it is there
        mqtt.properties in {1}         => mqtt.properties => mqtt.properties has no value to compare: write it alone to ask whether it is there
        mqtt.topic > 3                 => 3 => mqtt.topic is text: write the value in double quotes, "3"
        mqtt.topic == sensors/+/a      => sensors/+/a => mqtt.topic is text: write the value in double quotes, "sensors/+/a"
        mqtt.topic in {"a", b}         => b => mqtt.topic is text: write the value in double quotes, "b"
        mqtt.topic contains ""         => "" => every value contains nothing: to ask whether there is one, write mqtt.topic
        mqtt.topic matches a           => a => a regular expression stands in double quotes: r"a"
        mqtt.topic matches "(a"        => "(a" => this is not a regular expression: Unclosed group
        mqtt.topic == "a" or "b"       => "b" => a comparison begins with a field; for several values write FIELD in {1, 2, 3}
        1 == mqtt.qos                  => 1 => a comparison begins with a field; for several values write FIELD in {1, 2, 3}
        mqtt.topic == 'a'              => ' => text stands in double quotes, not in single ones
        mqtt.topic == "a               => "a => this text does not end: a double quote is missing
        mqtt.topic == "\\q"            => \\q => this escape is not known: write \\\\ for a backslash, or r"..." to take all as it stands
        mqtt.topic == "\\u{110000}"    => \\u{110000 => there is no character with this number
        mqtt.topic == "\\ud800"        => \\ud800 => there is no character with this number
        mqtt.topic[0:2] == "ab"        => [ => a part of a value cannot be taken: write r"^..." behind matches to ask how a value begins
        mqtt.msg == hello              => hello => mqtt.msg is bytes: write text in double quotes, or bytes as 0a:1b or 0a1b
        mqtt.msg == 0a:1               => 0a:1 => mqtt.msg is bytes: write text in double quotes, or bytes as 0a:1b or 0a1b
        mqtt.msgtype == PUBLSH         => PUBLSH => mqtt.msgtype is a number, not "PUBLSH"; did you mean PUBLISH?
        mqtt.qos == "thrice"           => "thrice" => mqtt.qos is a number, not "thrice"; its values may be called "at most once", "at least once", "exactly once", "reserved"
        mqtt.qos > reserved            => reserved => several numbers are called so: write the number to compare with
        mqtt.msgid == x                => x => mqtt.msgid is a number, not "x"
        mqtt.qos == -1                 => -1 => mqtt.qos is never negative
        mqtt.qos == 08                 => 08 => this is not a number, which is written 10, 0xa, 0b1010 or 012
        mqtt.qos == 1.0                => 1.0 => this is not a number, which is written 10, 0xa, 0b1010 or 012
        mqtt.qos == 0x                 => 0x => this number has no digits
        mqtt.qos == 18446744073709551616 => 18446744073709551616 => this number is greater than any of 64 bits
        mqtt.qos in {5..1}             => 5..1 => nothing lies in this range: write the lesser value first
        mqtt.topic in {"b".."a"}       => "b".."a" => nothing lies in this range: write the lesser value first
        mqtt.qos in 1                  => 1 => expected a set, such as {1, 2, 5..7}, not "1"
        mqtt.qos in {}                 => } => expected a value, not "}"
        mqtt.qos in {1,}               => } => expected a value, not "}"
        mqtt.qos in {1                 => `` => expected "}", not the end
        mqtt.qos not 1                 => 1 => expected "in", not "1"
        mqtt.qos = 1                   => = => = is not an operator: write ==
        mqtt.qos & 1                   => & => & is not an operator: write &&
        mqtt.qos | 1                   => | => | is not an operator: write ||
        mqtt.qos == 1; mqtt            => ; => this character belongs to no name, value or operator: text stands in double quotes
        mqtt.qos == 1 mqtt             => mqtt => expected "and", "or" or the end, not "mqtt"
        mqtt)                          => ) => expected "and", "or" or the end, not ")"
        (mqtt                          => `` => expected ")", not the end
        mqtt &&                        => `` => expected a field, not the end
        && mqtt                        => && => expected a field, not "&&"
        not                            => `` => expected a field, not the end
        ()                             => ) => expected a field, not ")"
        mqtt.qos ==                    => `` => expected a value, not the end
        mqtt.qos == )                  => ) => expected a value, not ")"
        mqtt.qos == mqtt.sub.qos       => mqtt.sub.qos => a field is compared with a value, not with another field
        mqtt.topic == mqtt.willtopic   => mqtt.willtopic => a field is compared with a value, not with another field
        all mqtt.qos                   => `` => expected an operator and a value, not the end
        len(mqtt.topic)                => `` => expected an operator and a value, not the end
        len(mqtt.topic                 => `` => expected ")", not the end
        len()                          => ) => expected a field, not ")"
        len(mqtt.topic) == "a"         => "a" => len(mqtt.topic) is a number, not "a"
        size(mqtt.topic) > 1           => size => there is no function size, only len, count, lower, upper
        len(lower(mqtt.topic)) > 1     => lower => a function takes a field, not another function
        lower(mqtt.qos) == "a"         => mqtt.qos => mqtt.qos is a number, which has no upper and lower case
        ip.src == 10.0.0               => 10.0.0 => ip.src is an IPv4 address, which is written 192.0.2.1 or 192.0.2.0/24
        ip.src == "10.0.0.1"           => "10.0.0.1" => ip.src is an IPv4 address, which is written 192.0.2.1 or 192.0.2.0/24
        ip.src == 10.0.0.1/33          => 10.0.0.1/33 => a network has a prefix of 0 to 32 bits
        ip.src == 10.0.0.1/            => 10.0.0.1/ => a network has a prefix of 0 to 32 bits
        ipv6.src == 10.0.0.1           => 10.0.0.1 => ipv6.src is an IPv6 address, which is written 2001:db8::1 or 2001:db8::/32
        frame.time_epoch > 1.2.3       => 1.2.3 => frame.time_epoch is a time, which is written in seconds: 1700000000.5
        frame.time_epoch > yesterday   => yesterday => frame.time_epoch is a time, not "yesterday"
        frame.time_epoch > 99999999999 => 99999999999 => frame.time_epoch is a time, which is written in seconds: 1700000000.5
        """)
    void saysWhereAndWhat(String filter, String marked, String message) {
        FilterException e = wrong(filter);
        assertEquals(message, e.getMessage());
        assertEquals(marked, filter.substring(e.offset(), e.offset() + e.length()));
        assertEquals(marked.isEmpty(), e.offset() == filter.length());
    }

    @Test
    void pointsAtTheMistake() {
        assertEquals(
                "    mqtt.topc contains \"temp\"\n" + "    ^~~~~~~~~",
                wrong("mqtt.topc contains \"temp\"").marked());
        assertEquals(
                "    mqtt.topic ==\n" + "                 ^",
                wrong("mqtt.topic ==").marked());
    }

    @Test
    void pointsInLongFilters() {
        String long100 = "mqtt.qos == 1 && ".repeat(100);
        String marked = wrong(long100 + "mqtt.topc" + " || mqtt".repeat(100)).marked();
        String[] lines = marked.split("\n");
        assertEquals(2, lines.length);
        assertTrue(lines[0].length() < 130, lines[0]);
        assertEquals(lines[0].indexOf("mqtt.topc"), lines[1].indexOf('^'));
        assertTrue(lines[1].endsWith("^~~~~~~~~"), lines[1]);
    }

    @Test
    void printsNothingThatMovesTheCursor() {
        FilterException e = wrong("mqtt.topic == \"\u001b[2J\u202e😀\n\" ==");
        assertEquals("    mqtt.topic == \"?[2J?😀?\" ==\n" + "                            ^~", e.marked());
    }

    @Test
    void namesLongWordsBriefly() {
        assertEquals(
                "there is no field " + "x".repeat(60) + "…",
                wrong("x".repeat(90_000)).getMessage());
        assertEquals(
                "mqtt.qos is a number, not \"a?[31m\"",
                first(wrong("mqtt.qos == \"a\u001b[31m\"").getMessage()));
    }

    private static String first(String message) {
        return message.substring(0, message.indexOf(';'));
    }

    @Test
    void isBounded() {
        assertEquals(
                "a filter may be at most 100000 characters long",
                wrong("x".repeat(100_001)).getMessage());
        assertTrue(wrong("(".repeat(90_000)).getMessage().contains("more than 100"));
        assertTrue(wrong("!".repeat(90_000) + "mqtt").getMessage().contains("more than 100"));
        String expression = "mqtt.topic matches \"" + "(".repeat(1001) + "\"";
        assertEquals(
                "a regular expression may be at most 1000 bytes long",
                wrong(expression).getMessage());
        Filter.compile("mqtt.topic matches \"" + "(".repeat(500) + ")".repeat(500) + "\"", MqttTerms.ofTraces());
        Filter.compile("(".repeat(99) + "mqtt" + ")".repeat(99), MqttTerms.ofTraces());
        Filter.compile("mqtt.qos == 1 || ".repeat(5000) + "mqtt", MqttTerms.ofTraces());
    }
}
