package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 5.0, table 2-6, tables 3-1 to 3-11.
class ReasonCodeTest {

    // @formatter:off
    /// Value, name, packets; which side alone may send it in a DISCONNECT, AUTH, PUBACK or PUBREC.
    private static final String TABLE = """
            00 | Success                                | CONNACK PUBACK PUBREC PUBREL PUBCOMP UNSUBACK AUTH | AUTH server
            00 | Normal disconnection                   | DISCONNECT                                         |
            00 | Granted QoS 0                          | SUBACK                                             |
            01 | Granted QoS 1                          | SUBACK                                             |
            02 | Granted QoS 2                          | SUBACK                                             |
            04 | Disconnect with Will Message           | DISCONNECT                                         | DISCONNECT client
            10 | No matching subscribers                | PUBACK PUBREC                                      | PUBACK PUBREC server
            11 | No subscription existed                | UNSUBACK                                           |
            18 | Continue authentication                | AUTH                                               |
            19 | Re-authenticate                        | AUTH                                               | AUTH client
            80 | Unspecified error                      | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT   |
            81 | Malformed Packet                       | CONNACK DISCONNECT                                 |
            82 | Protocol Error                         | CONNACK DISCONNECT                                 |
            83 | Implementation specific error          | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT   |
            84 | Unsupported Protocol Version           | CONNACK                                            |
            85 | Client Identifier not valid            | CONNACK                                            |
            86 | Bad User Name or Password              | CONNACK                                            |
            87 | Not authorized                         | CONNACK PUBACK PUBREC SUBACK UNSUBACK DISCONNECT   | DISCONNECT server
            88 | Server unavailable                     | CONNACK                                            |
            89 | Server busy                            | CONNACK DISCONNECT                                 | DISCONNECT server
            8a | Banned                                 | CONNACK                                            |
            8b | Server shutting down                   | DISCONNECT                                         | DISCONNECT server
            8c | Bad authentication method              | CONNACK DISCONNECT                                 |
            8d | Keep Alive timeout                     | DISCONNECT                                         | DISCONNECT server
            8e | Session taken over                     | DISCONNECT                                         | DISCONNECT server
            8f | Topic Filter invalid                   | SUBACK UNSUBACK DISCONNECT                         | DISCONNECT server
            90 | Topic Name invalid                     | CONNACK PUBACK PUBREC DISCONNECT                   |
            91 | Packet Identifier in use               | PUBACK PUBREC SUBACK UNSUBACK                      |
            92 | Packet Identifier not found            | PUBREL PUBCOMP                                     |
            93 | Receive Maximum exceeded               | DISCONNECT                                         |
            94 | Topic Alias invalid                    | DISCONNECT                                         |
            95 | Packet too large                       | CONNACK DISCONNECT                                 |
            96 | Message rate too high                  | DISCONNECT                                         |
            97 | Quota exceeded                         | CONNACK PUBACK PUBREC SUBACK DISCONNECT            |
            98 | Administrative action                  | DISCONNECT                                         |
            99 | Payload format invalid                 | CONNACK PUBACK PUBREC DISCONNECT                   |
            9a | Retain not supported                   | CONNACK DISCONNECT                                 | DISCONNECT server
            9b | QoS not supported                      | CONNACK DISCONNECT                                 |
            9c | Use another server                     | CONNACK DISCONNECT                                 | DISCONNECT server
            9d | Server moved                           | CONNACK DISCONNECT                                 | DISCONNECT server
            9e | Shared Subscriptions not supported     | SUBACK DISCONNECT                                  | DISCONNECT server
            9f | Connection rate exceeded               | CONNACK DISCONNECT                                 | DISCONNECT server
            a0 | Maximum connect time                   | DISCONNECT                                         | DISCONNECT server
            a1 | Subscription Identifiers not supported | SUBACK DISCONNECT                                  | DISCONNECT server
            a2 | Wildcard Subscriptions not supported   | SUBACK DISCONNECT                                  | DISCONNECT server
            """;
    // @formatter:on

    private static final List<PacketType> WITH_CODES = List.of(
            PacketType.CONNACK,
            PacketType.PUBACK,
            PacketType.PUBREC,
            PacketType.PUBREL,
            PacketType.PUBCOMP,
            PacketType.SUBACK,
            PacketType.UNSUBACK,
            PacketType.DISCONNECT,
            PacketType.AUTH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void code(String hex, String name, String packets, String only) {
        int value = Integer.parseInt(hex, 16);
        for (String packet : packets.split(" ")) {
            PacketType type = PacketType.valueOf(packet);
            assertEquals(name, ReasonCode.of(type, value).text());
            assertEquals(value, ReasonCode.of(type, value).value());
            if (type.direction(Version.V5) == null) {
                boolean divided = only != null && Arrays.asList(only.split(" ")).contains(packet);
                String side = divided ? only.substring(only.lastIndexOf(' ') + 1) : "";
                assertEquals(!side.equals("server"), isFrom(Direction.CLIENT_TO_SERVER, type, value), packet);
                assertEquals(!side.equals("client"), isFrom(Direction.SERVER_TO_CLIENT, type, value), packet);
            }
        }
    }

    /// There are no others: every value is tried in every packet.
    @Test
    void noOthers() {
        TreeSet<String> expected = new TreeSet<>();
        TABLE.lines().map(it -> it.split(" *\\| *", -1)).forEach(cells -> {
            for (String packet : cells[2].split(" ")) {
                expected.add(packet + " " + cells[0]);
            }
        });
        TreeSet<String> found = new TreeSet<>();
        for (PacketType type : PacketType.values()) {
            for (int value = -1; value <= 256; value++) {
                if (ReasonCode.of(type, value) != null) {
                    found.add(type + " %02x".formatted(value));
                }
            }
        }
        assertEquals(expected, found);
        assertEquals(
                WITH_CODES.size(),
                found.stream().map(it -> it.split(" ")[0]).distinct().count());
    }

    private static boolean isFrom(Direction way, PacketType type, int value) {
        return ReasonCode.isFromSender(new Reader(new byte[0], 0, 0, Version.V5, way, null), type, value);
    }
}
