package mqttlab.packet;

import static mqttlab.packet.Direction.CLIENT_TO_SERVER;
import static mqttlab.packet.Direction.SERVER_TO_CLIENT;
import static mqttlab.packet.Version.V3_1;
import static mqttlab.packet.Version.V3_1_1;
import static mqttlab.packet.Version.V5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule, in every version that has it: a packet that breaks it and nothing else, and the nearest one that
/// does not. All written by hand, after the sections that the rules cite.
class RuleTest {

    /// @param problem offset and length of what is at fault, and what stands there
    record Pair(Rule rule, Version version, @Nullable Direction way, String broken, String problem, String kept) {

        @Override
        public String toString() {
            return rule + " of " + version.number() + ": " + broken;
        }
    }

    private static final List<Pair> PAIRS = new ArrayList<>();

    private static void pair(
            Rule rule, Version version, @Nullable Direction way, String broken, String problem, String kept) {
        PAIRS.add(new Pair(rule, version, way, broken, problem, kept));
    }

    private static void pair(Rule rule, Version version, String broken, String problem, String kept) {
        pair(rule, version, null, broken, problem, kept);
    }

    /// For a rule that is the same in both.
    private static void both(Rule rule, String broken, String problem, String kept) {
        pair(rule, V3_1_1, broken, problem, kept);
        pair(rule, V5, broken, problem, kept);
    }

    // @formatter:off
    static {
        // What cannot be read.
        both(Rule.FITS, "40 01 00", "2 1 needs 2 bytes, 1 is left", "40 02 00 01");
        both(Rule.FITS, "40", "1 0 needs 1 byte, 0 are left", "d0 00");
        both(Rule.FITS, "30 03 00 02 'a'", "4 1 needs 2 bytes, 1 is left", "30 04 00 01 'a' 00");
        both(Rule.KNOWN_TYPE, "00 00", "0 1 0", "c0 00");
        pair(Rule.KNOWN_TYPE, V3_1_1, "f0 00", "0 1 15", "d0 00");
        pair(Rule.KNOWN_TYPE, V3_1, "f8 00", "0 1 15", "d0 00");
        both(Rule.REMAINING_LENGTH, "c0 80 80 80 80 00", "1 4 a fifth byte", "c0 00");
        pair(Rule.REMAINING_LENGTH, V3_1_1, "c0 ff ff ff ff", "1 4 a fifth byte",
                "c0 80 80 80 00");
        both(Rule.REMAINING_LENGTH_MATCHES, "c0 01", "1 1 1", "c0 00");
        both(Rule.REMAINING_LENGTH_MATCHES, "40 01 00 01", "1 1 1", "40 02 00 01");
        both(Rule.REMAINING_LENGTH_MATCHES, "40 03 00 01", "1 1 3", "40 02 00 01");
        both(Rule.ENDS, "c0 01 00", "2 1 1 byte is left", "c0 00");
        pair(Rule.ENDS, V3_1_1, "40 04 00 01 00 00", "4 2 2 bytes are left", "40 02 00 01");
        pair(Rule.ENDS, V3_1, "e0 01 00", "2 1 1 byte is left", "e0 00");
        pair(Rule.ENDS, V5, "e0 03 00 00 00", "4 1 1 byte is left", "e0 02 00 00");
        pair(Rule.VARIABLE_BYTE_INTEGER, V5, "40 08 00 01 00 80 80 80 80 00",
                "5 4 a fifth byte", "40 04 00 01 00 00");
        pair(Rule.KNOWN_PROPERTY, V5, "40 06 00 01 00 02 04 00", "6 1 0x04",
                "40 0b 00 01 00 07 1f 00 04 'okay'");
        pair(Rule.KNOWN_PROPERTY, V5, "40 07 00 01 00 03 a6 01 00", "6 2 0x00a6",
                "40 0b 00 01 00 07 1f 00 04 'okay'");

        // The fixed header.
        pair(Rule.SHORTEST, V5, "c0 80 00", "1 2 0", "c0 00");
        pair(Rule.SHORTEST, V5, "40 05 00 01 00 80 00", "5 2 0", "40 04 00 01 00 00");
        pair(Rule.SHORTEST, V5, "82 0a 00 01 03 8b 00 01 00 01 'a' 00", "5 2 0x000b", "82 09 00 01 02 0b 01 00 01 'a' 00");
        both(Rule.FLAGS, "c1 00", "0 1 1", "c0 00");
        both(Rule.FLAGS, "42 02 00 01", "0 1 2", "40 02 00 01");
        pair(Rule.FLAGS, V3_1, "d8 00", "0 1 8", "d0 00");
        both(Rule.PUBREL_FLAGS, "60 02 00 01", "0 1 0", "62 02 00 01");
        pair(Rule.SUBSCRIBE_FLAGS, V3_1_1, "8a 06 00 01 00 01 'a' 00", "0 1 10", "82 06 00 01 00 01 'a' 00");
        pair(Rule.SUBSCRIBE_FLAGS, V5, "80 07 00 01 00 00 01 'a' 00", "0 1 0", "82 07 00 01 00 00 01 'a' 00");
        pair(Rule.UNSUBSCRIBE_FLAGS, V3_1_1, "a3 05 00 01 00 01 'a'", "0 1 3", "a2 05 00 01 00 01 'a'");
        pair(Rule.UNSUBSCRIBE_FLAGS, V5, "a0 06 00 01 00 00 01 'a'", "0 1 0", "a2 06 00 01 00 00 01 'a'");
        both(Rule.DISCONNECT_FLAGS, "e2 00", "0 1 2", "e0 00");
        pair(Rule.AUTH_FLAGS, V5, "f8 00", "0 1 8", "f0 00");
        pair(Rule.DIRECTION, V3_1_1, SERVER_TO_CLIENT, "e0 00", "0 1 14", "d0 00");
        pair(Rule.DIRECTION, V5, SERVER_TO_CLIENT, "c0 00", "0 1 12", "e0 00");
        pair(Rule.DIRECTION, V5, CLIENT_TO_SERVER, "90 04 00 01 00 00", "0 1 9", "c0 00");

        // What many packets share.
        pair(Rule.UTF_8, V3_1_1, "30 04 00 02 'a' ff", "5 1 byte 0xff", "30 05 00 03 'a' c3 bf");
        pair(Rule.UTF_8, V5, "a2 0c 00 01 05 26 00 00 00 00 00 02 c0 80", "12 1 byte 0xc0",
                "a2 0c 00 01 05 26 00 00 00 00 00 02 c2 a0");
        pair(Rule.NO_NULL, V3_1_1, "30 05 00 03 'a' 00 'b'", "5 1 byte 0x00", "30 04 00 02 'ab'");
        pair(Rule.NO_NULL, V5, "a2 08 00 01 00 00 03 'a' 00 'b'", "8 1 byte 0x00", "a2 08 00 01 00 00 03 'a b'");
        pair(Rule.NO_CONTROL, V3_1_1, "30 05 00 03 'a' 1b 'b'", "5 1 U+001B", "30 04 00 02 'ab'");
        pair(Rule.NO_CONTROL, V5, "a2 08 00 01 00 00 03 'a' c2 9f", "8 2 U+009F", "a2 08 00 01 00 00 03 'a' c2 a0");
        pair(Rule.PACKET_ID, V3_1_1, "32 05 00 01 'a' 00 00", "5 2 0", "32 05 00 01 'a' 00 01");
        pair(Rule.PACKET_ID, V3_1_1, "82 06 00 00 00 01 'a' 00", "2 2 0", "82 06 00 01 00 01 'a' 00");
        pair(Rule.PACKET_ID, V5, "a2 06 00 00 00 00 01 'a'", "2 2 0", "a2 06 00 01 00 00 01 'a'");
        pair(Rule.PACKET_ID, V5, CLIENT_TO_SERVER, "34 06 00 01 'a' 00 00 00", "5 2 0", "30 04 00 01 'a' 00");
        pair(Rule.SERVER_PACKET_ID, V3_1_1, SERVER_TO_CLIENT, "32 05 00 01 'a' 00 00", "5 2 0", "30 03 00 01 'a'");
        pair(Rule.SERVER_PACKET_ID, V5, SERVER_TO_CLIENT, "32 06 00 01 'a' 00 00 00", "5 2 0",
                "32 06 00 01 'a' 00 01 00");
        both(Rule.ANSWER_ID, "40 02 00 00", "2 2 0", "40 02 00 01");
        both(Rule.ANSWER_ID, "50 02 00 00", "2 2 0", "50 02 00 01");
        both(Rule.ANSWER_ID, "62 02 00 00", "2 2 0", "62 02 00 01");
        both(Rule.PUBCOMP_ID, "70 02 00 00", "2 2 0", "70 02 00 01");
        pair(Rule.REQUEST_ID, V3_1_1, "90 03 00 00 01", "2 2 0", "90 03 00 01 01");
        pair(Rule.REQUEST_ID, V5, "b0 04 00 00 00 00", "2 2 0", "b0 04 00 01 00 00");
        pair(Rule.TOPIC_NOT_EMPTY, V3_1_1, "30 02 00 00", "4 0 \"\"", "30 03 00 01 'a'");
        pair(Rule.TOPIC_NOT_EMPTY, V3_1_1, "82 05 00 01 00 00 00", "6 0 \"\"", "82 06 00 01 00 01 '#' 00");
        pair(Rule.TOPIC_NOT_EMPTY, V5, "a2 05 00 01 00 00 00", "7 0 \"\"", "a2 06 00 01 00 00 01 '/'");
        pair(Rule.TOPIC_NOT_EMPTY, V5, "30 07 00 01 'a' 03 08 00 00", "9 0 \"\"", "30 08 00 01 'a' 04 08 00 01 'b'");
        pair(Rule.WILDCARD, V3_1_1, "10 12 00 04 'MQTT' 04 06 00 00 00 01 'c' 00 01 '#' 00 00", "17 1 \"#\"",
                "10 12 00 04 'MQTT' 04 06 00 00 00 01 'c' 00 01 '$' 00 00");
        pair(Rule.WILDCARD, V5, "10 18 00 04 'MQTT' 05 06 00 00 00 00 01 'c' 04 08 00 01 '+' 00 01 't' 00 00",
                "20 1 \"+\"", "10 18 00 04 'MQTT' 05 06 00 00 00 00 01 'c' 04 08 00 01 '-' 00 01 't' 00 00");
        pair(Rule.PROPERTY_ALLOWED, V5, "40 07 00 01 00 03 23 00 01", "6 1 0x23", "40 07 00 01 00 03 1f 00 00");
        pair(Rule.PROPERTY_ALLOWED, V5, "10 13 00 04 'MQTT' 05 02 00 00 05 18 00 00 00 01 00 01 'c'", "13 1 0x18",
                "10 13 00 04 'MQTT' 05 02 00 00 05 11 00 00 00 01 00 01 'c'");
        pair(Rule.PROPERTY_ONCE, V5, "40 0a 00 01 00 06 1f 00 00 1f 00 00", "12 0 \"\"",
                "40 0e 00 01 00 0a 26 00 00 00 00 26 00 00 00 00");
        pair(Rule.PROPERTY_ONCE, V5, "82 0b 00 01 04 0b 05 0b 06 00 01 'a' 00", "8 1 6",
                "30 08 00 01 'a' 04 0b 05 0b 06");
        pair(Rule.PROPERTY_RANGE, V5, "20 06 00 00 03 21 00 00", "6 2 0", "20 06 00 00 03 21 00 01");
        pair(Rule.PROPERTY_RANGE, V5, "20 08 00 00 05 27 00 00 00 00", "6 4 0", "20 08 00 00 05 27 00 00 00 01");
        pair(Rule.PROPERTY_RANGE, V5, "20 05 00 00 02 24 02", "6 1 2", "20 05 00 00 02 24 01");
        pair(Rule.PROPERTY_RANGE, V5, "82 09 00 01 02 0b 00 00 01 'a' 00", "6 1 0",
                "82 0c 00 01 05 0b ff ff ff 7f 00 01 'a' 00");
        pair(Rule.TOPIC_ALIAS_NOT_ZERO, V5, "30 06 00 00 03 23 00 00", "6 2 0", "30 06 00 00 03 23 ff ff");
        pair(Rule.RESPONSE_TOPIC, V5, "30 0a 00 01 'a' 06 08 00 03 'b/#'", "9 3 \"b/#\"",
                "30 0a 00 01 'a' 06 08 00 03 'b/$'");

        // CONNECT and CONNACK.
        pair(Rule.PROTOCOL_NAME, V3_1_1, "10 0d 00 04 'MQTX' 04 02 00 00 00 01 'c'", "4 4 \"MQTX\"",
                "10 0d 00 04 'MQTT' 04 02 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_NAME, V3_1, "10 0d 00 04 'MQTT' 03 02 00 00 00 01 'c'", "4 4 \"MQTT\"",
                "10 0f 00 06 'MQIsdp' 03 02 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_NAME, V5, "10 0e 00 04 'mqtt' 05 02 00 00 00 00 01 'c'", "4 4 \"mqtt\"",
                "10 0e 00 04 'MQTT' 05 02 00 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_LEVEL, V3_1_1, "10 0d 00 04 'MQTT' 06 02 00 00 00 01 'c'", "8 1 6",
                "10 0d 00 04 'MQTT' 84 02 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_LEVEL, V3_1_1, "10 0f 00 06 'MQIsdp' 00 02 00 00 00 01 'c'", "10 1 0",
                "10 0f 00 06 'MQIsdp' 83 02 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_LEVEL, V3_1_1, "10 0f 00 06 'MQIsdp' 06 02 00 00 00 01 'c'", "10 1 6",
                "10 0f 00 06 'MQIsdp' 03 02 00 00 00 01 'c'");
        pair(Rule.PROTOCOL_LEVEL, V5, "10 0e 00 04 'MQTT' 7f 02 00 00 00 00 01 'c'", "8 1 127",
                "10 0e 00 04 'MQTT' 85 02 00 00 00 00 01 'c'");
        pair(Rule.CONNECT_RESERVED, V3_1_1, "10 0d 00 04 'MQTT' 04 03 00 00 00 01 'c'", "9 1 1",
                "10 0d 00 04 'MQTT' 04 02 00 00 00 01 'c'");
        pair(Rule.CONNECT_RESERVED, V5, "10 0e 00 04 'MQTT' 05 01 00 00 00 00 01 'c'", "9 1 1",
                "10 0e 00 04 'MQTT' 05 00 00 00 00 00 01 'c'");
        pair(Rule.NO_WILL_QOS, V3_1_1, "10 0d 00 04 'MQTT' 04 1a 00 00 00 01 'c'", "9 1 3",
                "10 0d 00 04 'MQTT' 04 02 00 00 00 01 'c'");
        pair(Rule.NO_WILL_QOS, V5, "10 0e 00 04 'MQTT' 05 08 00 00 00 00 01 'c'", "9 1 1",
                "10 0e 00 04 'MQTT' 05 00 00 00 00 00 01 'c'");
        pair(Rule.WILL_QOS, V3_1_1, "10 12 00 04 'MQTT' 04 1e 00 00 00 01 'c' 00 01 't' 00 00", "9 1 3",
                "10 12 00 04 'MQTT' 04 16 00 00 00 01 'c' 00 01 't' 00 00");
        pair(Rule.WILL_QOS, V5, "10 14 00 04 'MQTT' 05 1e 00 00 00 00 01 'c' 00 00 01 't' 00 00", "9 1 3",
                "10 14 00 04 'MQTT' 05 0e 00 00 00 00 01 'c' 00 00 01 't' 00 00");
        pair(Rule.NO_WILL_RETAIN, V3_1_1, "10 0d 00 04 'MQTT' 04 22 00 00 00 01 'c'", "9 1 1",
                "10 12 00 04 'MQTT' 04 26 00 00 00 01 'c' 00 01 't' 00 00");
        pair(Rule.NO_WILL_RETAIN, V5, "10 0e 00 04 'MQTT' 05 20 00 00 00 00 01 'c'", "9 1 1",
                "10 0e 00 04 'MQTT' 05 00 00 00 00 00 01 'c'");
        pair(Rule.PASSWORD_NEEDS_USER_NAME, V3_1_1, "10 10 00 04 'MQTT' 04 42 00 00 00 01 'c' 00 01 'p'", "9 1 1",
                "10 12 00 04 'MQTT' 04 c2 00 00 00 01 'c' 00 00 00 01 'p'");
        pair(Rule.EMPTY_CLIENT_ID, V3_1_1, "10 0c 00 04 'MQTT' 04 00 00 00 00 00", "14 0 \"\"",
                "10 0c 00 04 'MQTT' 04 02 00 00 00 00");
        pair(Rule.CLIENT_ID_NOT_EMPTY, V3_1, "10 0e 00 06 'MQIsdp' 03 02 00 00 00 00", "16 0 \"\"",
                "10 0f 00 06 'MQIsdp' 03 02 00 00 00 01 'c'");
        pair(Rule.CLIENT_ID_NOT_EMPTY, V3_1, "10 0e 00 06 'MQIsdp' 03 00 00 00 00 00", "16 0 \"\"",
                "10 0f 00 06 'MQIsdp' 03 00 00 00 00 01 'c'");
        pair(Rule.AUTH_DATA_NEEDS_METHOD, V5, "10 12 00 04 'MQTT' 05 02 00 00 04 16 00 01 'd' 00 01 'c'", "16 1 \"d\"",
                "10 16 00 04 'MQTT' 05 02 00 00 08 15 00 01 'm' 16 00 01 'd' 00 01 'c'");
        pair(Rule.WILL_PAYLOAD_FORMAT, V5,
                "10 18 00 04 'MQTT' 05 06 00 00 00 00 01 'c' 02 01 01 00 01 't' 00 02 'a' ff", "25 1 byte 0xff",
                "10 18 00 04 'MQTT' 05 06 00 00 00 00 01 'c' 02 01 00 00 01 't' 00 02 'a' ff");
        pair(Rule.CONNACK_RESERVED, V3_1_1, "20 02 02 00", "2 1 1", "20 02 01 00");
        pair(Rule.CONNACK_RESERVED, V5, "20 03 80 00 00", "2 1 64", "20 03 00 00 00");
        pair(Rule.REFUSED_SESSION, V3_1_1, "20 02 01 05", "2 1 1", "20 02 00 05");
        pair(Rule.REFUSED_SESSION, V5, "20 03 01 87 00", "2 1 1", "20 03 00 87 00");
        pair(Rule.CONNACK_CODE, V3_1, "20 02 00 80", "3 1 128", "20 02 00 01");
        pair(Rule.CONNACK_CODE, V3_1_1, "20 02 00 06", "3 1 6", "20 02 00 05");
        pair(Rule.CONNACK_CODE, V5, "20 03 00 8b 00", "3 1 139", "20 03 00 8a 00");

        // PUBLISH and its acknowledgements.
        pair(Rule.DUP_NEEDS_QOS, V3_1_1, "38 03 00 01 'a'", "0 1 1", "3a 05 00 01 'a' 00 01");
        pair(Rule.DUP_NEEDS_QOS, V5, "38 04 00 01 'a' 00", "0 1 1", "30 04 00 01 'a' 00");
        pair(Rule.QOS, V3_1_1, "36 05 00 01 'a' 00 01", "0 1 3", "34 05 00 01 'a' 00 01");
        pair(Rule.QOS, V5, "3e 06 00 01 'a' 00 01 00", "0 1 3", "3c 06 00 01 'a' 00 01 00");
        pair(Rule.TOPIC_NAME, V3_1_1, "30 05 00 03 'a/#'", "4 3 \"a/#\"", "30 05 00 03 'a/ '");
        pair(Rule.TOPIC_NAME, V5, "30 06 00 03 'a+b' 00", "4 3 \"a+b\"", "30 06 00 03 'a-b' 00");
        pair(Rule.TOPIC_OR_ALIAS, V5, "30 03 00 00 00", "4 0 \"\"", "30 06 00 00 03 23 00 01");
        pair(Rule.CLIENT_SUBSCRIPTION_ID, V5, CLIENT_TO_SERVER, "30 06 00 01 'a' 02 0b 01", "7 1 1",
                "30 06 00 01 'a' 02 01 01");
        pair(Rule.PAYLOAD_FORMAT, V5, "30 08 00 01 'a' 02 01 01 'b' ff", "9 1 byte 0xff",
                "30 09 00 01 'a' 02 01 01 'b' c3 bf");
        pair(Rule.PUBACK_CODE, V5, "40 03 00 01 92", "4 1 146", "40 03 00 01 91");
        pair(Rule.PUBREC_CODE, V5, "50 03 00 01 01", "4 1 1", "50 03 00 01 00");
        pair(Rule.NO_SUBSCRIBERS, V5, CLIENT_TO_SERVER, "40 03 00 01 10", "4 1 16", "40 03 00 01 00");
        pair(Rule.NO_SUBSCRIBERS, V5, CLIENT_TO_SERVER, "50 03 00 01 10", "4 1 16", "50 03 00 01 87");
        pair(Rule.PUBREL_CODE, V5, "62 03 00 01 91", "4 1 145", "62 03 00 01 92");
        pair(Rule.PUBCOMP_CODE, V5, "70 03 00 01 80", "4 1 128", "70 03 00 01 92");

        // SUBSCRIBE, UNSUBSCRIBE and their acknowledgements.
        pair(Rule.SUBSCRIBE_FILTER, V3_1_1, "82 02 00 01", "4 0 nothing", "82 06 00 01 00 01 'a' 00");
        pair(Rule.SUBSCRIBE_FILTER, V5, "82 03 00 01 00", "5 0 nothing", "82 07 00 01 00 00 01 'a' 00");
        pair(Rule.UNSUBSCRIBE_FILTER, V3_1_1, "a2 02 00 01", "4 0 nothing", "a2 05 00 01 00 01 'a'");
        pair(Rule.UNSUBSCRIBE_FILTER, V5, "a2 03 00 01 00", "5 0 nothing", "a2 06 00 01 00 00 01 'a'");
        pair(Rule.MULTI_LEVEL, V3_1_1, "82 07 00 01 00 02 'a#' 00", "6 2 \"a#\"", "82 08 00 01 00 03 'a/#' 00");
        pair(Rule.MULTI_LEVEL, V5, "a2 0a 00 01 00 00 05 'a/#/b'", "7 5 \"a/#/b\"", "a2 08 00 01 00 00 03 'a/#'");
        pair(Rule.SINGLE_LEVEL, V3_1_1, "82 07 00 01 00 02 'a+' 00", "6 2 \"a+\"", "82 08 00 01 00 03 'a/+' 00");
        pair(Rule.SINGLE_LEVEL, V5, "a2 0b 00 01 00 00 06 '+/b+/c'", "7 6 \"+/b+/c\"", "a2 09 00 01 00 00 04 '+//c'");
        pair(Rule.SHARE, V5, "82 0f 00 01 00 00 09 '$share//a' 00", "7 9 \"$share//a\"",
                "82 10 00 01 00 00 0a '$share/g/a' 00");
        pair(Rule.SHARE_NAME, V5, "82 0e 00 01 00 00 08 '$share/g' 00", "7 8 \"$share/g\"",
                "82 10 00 01 00 00 0a '$share/g/a' 00");
        pair(Rule.SHARE_NAME, V5, "82 10 00 01 00 00 0a '$share/+/a' 00", "7 10 \"$share/+/a\"",
                "82 10 00 01 00 00 0a '$share/a/+' 00");
        pair(Rule.REQUESTED_QOS, V3_1_1, "82 06 00 01 00 01 'a' 03", "7 1 3", "82 06 00 01 00 01 'a' 02");
        pair(Rule.REQUESTED_QOS, V5, "82 07 00 01 00 00 01 'a' 03", "8 1 3", "82 07 00 01 00 00 01 'a' 02");
        pair(Rule.SUBSCRIPTION_RESERVED, V3_1_1, "82 06 00 01 00 01 'a' 04", "7 1 4", "82 06 00 01 00 01 'a' 00");
        pair(Rule.SUBSCRIPTION_RESERVED, V5, "82 07 00 01 00 00 01 'a' 40", "8 1 0x01", "82 07 00 01 00 00 01 'a' 2e");
        pair(Rule.RETAIN_HANDLING, V5, "82 07 00 01 00 00 01 'a' 30", "8 1 3", "82 07 00 01 00 00 01 'a' 20");
        pair(Rule.SHARED_NO_LOCAL, V5, "82 10 00 01 00 00 0a '$share/g/a' 04", "17 1 1",
                "82 10 00 01 00 00 0a '$share-g/a' 04");
        pair(Rule.SUBACK_CODE, V3_1_1, "90 03 00 01 03", "4 1 3", "90 03 00 01 80");
        pair(Rule.SUBACK_CODE, V5, "90 05 00 01 00 00 03", "6 1 3", "90 05 00 01 00 00 02");
        pair(Rule.UNSUBACK_CODE, V5, "b0 04 00 01 00 01", "5 1 1", "b0 04 00 01 00 11");

        // DISCONNECT and AUTH.
        pair(Rule.CODE_SENDER, V5, SERVER_TO_CLIENT, "e0 01 04", "2 1 4", "e0 01 8e");
        pair(Rule.CODE_SENDER, V5, CLIENT_TO_SERVER, "e0 01 8e", "2 1 142", "e0 01 04");
        pair(Rule.CODE_SENDER, V5, CLIENT_TO_SERVER, "f0 06 00 04 15 00 01 'm'", "2 1 0", "f0 06 18 04 15 00 01 'm'");
        pair(Rule.CODE_SENDER, V5, CLIENT_TO_SERVER, "f0 00", "2 0 nothing", "f0 06 19 04 15 00 01 'm'");
        pair(Rule.CODE_SENDER, V5, SERVER_TO_CLIENT, "f0 06 19 04 15 00 01 'm'", "2 1 25", "f0 00");
        pair(Rule.DISCONNECT_CODE, V5, "e0 01 01", "2 1 1", "e0 01 04");
        pair(Rule.SERVER_SESSION_EXPIRY, V5, SERVER_TO_CLIENT, "e0 07 00 05 11 00 00 00 01", "5 4 1",
                "e0 05 00 03 1f 00 00");
        pair(Rule.SERVER_REFERENCE, V5, CLIENT_TO_SERVER, "e0 06 00 04 1c 00 01 's'", "7 1 \"s\"",
                "e0 07 00 05 11 00 00 00 01");
        pair(Rule.AUTH_CODE, V5, "f0 06 01 04 15 00 01 'm'", "2 1 1", "f0 06 18 04 15 00 01 'm'");
        pair(Rule.AUTH_METHOD, V5, "f0 02 18 00", "4 0 nothing", "f0 05 18 03 15 00 00");
    }
    // @formatter:on

    static List<Pair> pairs() {
        return PAIRS;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void broken(Pair pair) {
        byte[] bytes = Hex.bytes(pair.broken);
        Trace trace = Traces.checkAgainstRead(bytes, pair.version, pair.way);
        List<String> problems = trace.problems().stream()
                .map(it -> it.rule() + " " + it.offset() + " " + it.length() + " " + it.found())
                .toList();
        assertEquals(List.of(pair.rule + " " + pair.problem), problems);

        if (!pair.rule.mayPass()) {
            var thrown = assertThrows(
                    MalformedPacketException.class, () -> Codec.read(bytes, 0, bytes.length, pair.version, pair.way));
            assertEquals(pair.rule, thrown.problem().rule());
            assertEquals(pair.rule.reasonCode(), thrown.reasonCode());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void kept(Pair pair) {
        byte[] bytes = Hex.bytes(pair.kept);
        assertEquals(List.of(), Traces.problems(Traces.checkAgainstRead(bytes, pair.version, pair.way)));
    }

    @Test
    void noneIsForgotten() {
        Set<Rule> in311 = EnumSet.noneOf(Rule.class);
        Set<Rule> in5 = EnumSet.noneOf(Rule.class);
        for (Rule rule : Rule.values()) {
            if (!rule.citation(V3_1_1, FixedHeader.FLAGS).isEmpty()) {
                in311.add(rule);
            }
            if (!rule.citation(V5, FixedHeader.FLAGS).isEmpty()) {
                in5.add(rule);
            }
        }
        for (Pair pair : PAIRS) {
            (pair.version == V5 ? in5 : in311).remove(pair.rule);
        }
        assertEquals(Set.of(), in311, "rules of 3.1.1 without a packet that breaks them");
        assertEquals(Set.of(), in5, "rules of 5.0 without a packet that breaks them");
    }
}
