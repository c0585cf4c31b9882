package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Rules cite what exists, and say what it says.
class CitationTest {

    /// Sections of 5.0 that a rule may cite although no numbered statement stands in them, with what they say.
    private static final Map<String, String> UNNUMBERED_5 = Map.ofEntries(
            Map.entry("1.5.5", "the maximum number of bytes is four"),
            Map.entry("2.1.2", "table 2-1: types and directions"),
            Map.entry("2.1.4", "Remaining Length is a Variable Byte Integer, the number of bytes remaining"),
            Map.entry("2.2.2.2", "an identifier not valid for its packet type makes the packet malformed"),
            Map.entry("3.1.2.11.10", "Authentication Data without Method is a Protocol Error"),
            Map.entry("3.1.3.2.3", "the server may validate the will's payload: 0x99"),
            Map.entry("3.3.2.1", "an empty topic name without an alias is a Protocol Error"),
            Map.entry("3.3.2.3.2", "the receiver may validate the payload: 0x99"),
            Map.entry("3.8.3.1", "Maximum QoS 3 and Retain Handling 3 are Protocol Errors"),
            Map.entry("3.15.2.2.2", "an AUTH without Authentication Method is a Protocol Error"));

    private static final Map<String, String> UNNUMBERED_311 = Map.of(
            "2.2.1", "table 2.1: types and directions",
            "2.2.3", "Remaining Length has up to four bytes, and counts those that remain",
            "3.2.2.1", "bits 7-1 are reserved and MUST be set to 0");

    private record Statement(String section, String summary) {}

    @ParameterizedTest
    @EnumSource
    void rulesCiteWhatExists(Rule rule) throws IOException {
        check(rule, Version.V3_1_1, statements("3.1.1"), UNNUMBERED_311);
        check(rule, Version.V5, statements("5.0"), UNNUMBERED_5);
    }

    private static void check(
            Rule rule, Version version, Map<String, Statement> statements, Map<String, String> unnumbered) {
        String citation = rule.citation(version, null);
        if (citation.startsWith("MQTT-")) {
            assertNotNull(statements.get(citation), () -> rule + " cites " + citation);
        } else if (!citation.isEmpty()) {
            boolean exists = unnumbered.containsKey(citation)
                    || statements.values().stream().anyMatch(it -> it.section.startsWith(citation + " "));
            assertTrue(exists, () -> rule + " cites section " + citation);
        }
    }

    /// Words of the statement that each of these rules must be about: two numbers are easily swapped.
    @ParameterizedTest
    @CsvSource(textBlock = """
        SHORTEST,                 ,                     few bytes
        FLAGS,                    flag bits,            flag bits
        PUBREL_FLAGS,             PUBREL,               PUBREL
        SUBSCRIBE_FLAGS,          SUBSCRIBE flags,      SUBSCRIBE flags
        UNSUBSCRIBE_FLAGS,        UNSUBSCRIBE flags,    UNSUBSCRIBE flags
        DISCONNECT_FLAGS,         DISCONNECT flag,      DISCONNECT flag
        AUTH_FLAGS,               ,                     AUTH flags
        UTF_8,                    valid UTF-8,          valid UTF-8
        NO_NULL,                  U+0000,               U+0000
        PACKET_ID,                other than zero,      of a client takes a non-zero
        SERVER_PACKET_ID,         other than zero,      of a server takes a non-zero
        ANSWER_ID,                PUBACK,               PUBACK
        PUBCOMP_ID,               ,                     PUBCOMP
        REQUEST_ID,               UNSUBACK,             UNSUBACK
        TOPIC_NOT_EMPTY,          never empty,          never empty
        WILDCARD,                 not in topic names,   not in topic names
        TOPIC_ALIAS_NOT_ZERO,     ,                     Alias is never 0
        RESPONSE_TOPIC,           ,                     Response Topic contains neither
        PROTOCOL_NAME,            protocol name,        protocol name
        PROTOCOL_LEVEL,           protocol level,       version other than 5
        CONNECT_RESERVED,         Bit 0,                Bit 0
        NO_WILL_QOS,              Will QoS bits are zero, Will QoS bits are zero
        WILL_QOS,                 'Will QoS is 0, 1 or 2', 'Will QoS is 0, 1 or 2'
        NO_WILL_RETAIN,           Will Retain bit is zero, Will Retain bit is zero
        PASSWORD_NEEDS_USER_NAME, only together with User Name Flag,
        EMPTY_CLIENT_ID,          empty client identifier,
        CONNACK_RESERVED,         ,                     Bits 7 to 1
        REFUSED_SESSION,          Session Present 0,    Session Present 0
        CONNACK_CODE,             return codes,         CONNACK uses only
        DUP_NEEDS_QOS,            DUP is 0,             DUP is 0
        QOS,                      QoS bits 11,          QoS bits 11
        TOPIC_NAME,               neither '#' nor '+',  neither '#' nor '+'
        CLIENT_SUBSCRIPTION_ID,   ,                     no Subscription Identifier
        PUBACK_CODE,              ,                     PUBACK uses only
        PUBREC_CODE,              ,                     PUBREC uses only
        PUBREL_CODE,              ,                     PUBREL uses only
        PUBCOMP_CODE,             ,                     PUBCOMP uses only
        SUBSCRIBE_FILTER,         at least one filter,  at least one filter
        UNSUBSCRIBE_FILTER,       at least one topic filter, at least one topic filter
        MULTI_LEVEL,              '''#'' stands alone', '''#'' stands alone'
        SINGLE_LEVEL,             '''+'' may stand',    '''+'' may stand'
        SHARE,                    ,                     non-empty ShareName
        SHARE_NAME,               ,                     ShareName has no
        REQUESTED_QOS,            QoS 3,
        SUBSCRIPTION_RESERVED,    reserved bits,        reserved bits
        SHARED_NO_LOCAL,          ,                     No Local 1
        SUBACK_CODE,              SUBACK uses only,     SUBACK uses only
        UNSUBACK_CODE,            ,                     UNSUBACK uses only
        DISCONNECT_CODE,          ,                     DISCONNECT uses only
        SERVER_SESSION_EXPIRY,    ,                     no Session Expiry Interval
        AUTH_CODE,                ,                     AUTH uses only
        """)
    void rulesSayWhatTheyCite(Rule rule, String words311, String words5) throws IOException {
        says(rule, Version.V3_1_1, words311, statements("3.1.1"));
        says(rule, Version.V5, words5, statements("5.0"));
    }

    private static void says(Rule rule, Version version, String words, Map<String, Statement> statements) {
        String citation = rule.citation(version, null);
        assertEquals(words != null, citation.startsWith("MQTT-"), () -> rule + " cites " + citation);
        if (words != null) {
            String summary = statements.get(citation).summary;
            assertTrue(summary.contains(words), () -> rule + " cites " + citation + ": " + summary);
        }
    }

    /// Every rule with a number is in the table above.
    @Test
    void noneIsForgotten() throws NoSuchMethodException {
        String table = CitationTest.class
                .getDeclaredMethod("rulesSayWhatTheyCite", Rule.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        List<Rule> missing = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            boolean numbered = rule.citation(Version.V3_1_1, null).startsWith("MQTT-")
                    || rule.citation(Version.V5, null).startsWith("MQTT-");
            if (numbered && !table.contains(rule + ",")) {
                missing.add(rule);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void citationsNameTheVersion() {
        Problem id = new Problem(Rule.PACKET_ID, Publish.ID, 0, 0, "");
        assertEquals("MQTT-2.3.1-1 of 3.1.1", id.citation(Version.V3_1_1));
        assertEquals("MQTT-2.3.1-1 of 3.1.1", id.citation(Version.V3_1));
        assertEquals("MQTT-2.2.1-3 of 5.0", id.citation(Version.V5));
        Problem cut = new Problem(Rule.FITS, Connect.USER_NAME, 0, 0, "");
        assertEquals("section 3.1.3.4 of 3.1.1", cut.citation(Version.V3_1_1));
        assertEquals("section 3.1.3.5 of 5.0", cut.citation(Version.V5));
        assertEquals("", new Problem(Rule.SHARE, Subscribe.FILTER, 0, 0, "").citation(Version.V3_1_1));
    }

    /// By number, the statements of one version.
    private static Map<String, Statement> statements(String version) throws IOException {
        Map<String, Statement> all = new TreeMap<>();
        try (InputStream in = Rule.class.getResourceAsStream("/mqttlab/standard/" + version + ".tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertEquals("id\tsection\tactor\tsummary\tscope\treaction", lines.getFirst());
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                assertEquals(6, cells.length, line);
                all.put(cells[0], new Statement(cells[1], cells[3]));
            }
            assertEquals(version.equals("5.0") ? 251 : 141, lines.size() - 1);
        }
        return all;
    }
}
