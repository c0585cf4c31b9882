package mqttlab.finding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Connect;
import mqttlab.packet.Field;
import mqttlab.packet.PacketType;
import mqttlab.packet.Problem;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Rule;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Trace;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Which statements the rules of a single packet break, where that depends on the field: one rule of UTF-8 has a
/// statement of its own for each text of each packet. And which other statements say the same.
public final class Specifics {

    /// @param field what the row is about, or null for all fields of the rule that have no row of their own
    /// @param in311 the statement to cite, and behind it those that say the same; "" where the rule itself says it
    private record Row(Rule rule, @Nullable Field field, String in311, String in5) {}

    // @formatter:off
    private static final List<Row> ROWS = List.of(
        row(Rule.UTF_8, Connect.CLIENT_ID, "MQTT-3.1.3-4 MQTT-1.5.3-1", "MQTT-3.1.3-4 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Connect.WILL_TOPIC, "MQTT-3.1.3-10 MQTT-1.5.3-1", "MQTT-3.1.3-11 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Connect.USER_NAME, "MQTT-3.1.3-11 MQTT-1.5.3-1", "MQTT-3.1.3-12 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Publish.TOPIC, "MQTT-3.3.2-1 MQTT-1.5.3-1", "MQTT-3.3.2-1 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Subscribe.FILTER, "MQTT-3.8.3-1 MQTT-1.5.3-1", "MQTT-3.8.3-1 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Unsubscribe.FILTER, "MQTT-3.10.3-1 MQTT-1.5.3-1", "MQTT-3.10.3-1 MQTT-1.5.4-1"),
        row(Rule.UTF_8, property(PropertyId.RESPONSE_TOPIC), "", "MQTT-3.3.2-13 MQTT-1.5.4-1"),
        row(Rule.UTF_8, property(PropertyId.CONTENT_TYPE), "", "MQTT-3.3.2-19 MQTT-1.5.4-1"),
        row(Rule.UTF_8, Properties.VALUE, "", "MQTT-1.5.7-1 MQTT-1.5.4-1"),
        row(Rule.NO_NULL, Properties.VALUE, "", "MQTT-1.5.4-2 MQTT-1.5.7-1"),
        row(Rule.NO_NULL, Publish.TOPIC, "MQTT-4.7.3-2 MQTT-1.5.3-2", "MQTT-4.7.3-2 MQTT-1.5.4-2"),
        row(Rule.NO_NULL, Subscribe.FILTER, "MQTT-4.7.3-2 MQTT-1.5.3-2", "MQTT-4.7.3-2 MQTT-1.5.4-2"),
        row(Rule.NO_NULL, Unsubscribe.FILTER, "MQTT-4.7.3-2 MQTT-1.5.3-2", "MQTT-4.7.3-2 MQTT-1.5.4-2"),

        row(Rule.FITS, Connect.CLIENT_ID_LENGTH, "MQTT-3.1.3-3", "MQTT-3.1.3-3"),
        row(Rule.FITS, Connect.CLIENT_ID, "MQTT-3.1.3-3", "MQTT-3.1.3-3"),
        row(Rule.FITS, Connect.WILL_TOPIC_LENGTH, "MQTT-3.1.2-9", "MQTT-3.1.2-9"),
        row(Rule.FITS, Connect.WILL_TOPIC, "MQTT-3.1.2-9", "MQTT-3.1.2-9"),
        row(Rule.FITS, Connect.WILL_PAYLOAD_LENGTH, "MQTT-3.1.2-9", "MQTT-3.1.2-9"),
        row(Rule.FITS, Connect.WILL_PAYLOAD, "MQTT-3.1.2-9", "MQTT-3.1.2-9"),
        row(Rule.FITS, Connect.USER_NAME_LENGTH, "MQTT-3.1.2-19", "MQTT-3.1.2-17"),
        row(Rule.FITS, Connect.USER_NAME, "MQTT-3.1.2-19", "MQTT-3.1.2-17"),
        row(Rule.FITS, Connect.PASSWORD_LENGTH, "MQTT-3.1.2-21", "MQTT-3.1.2-19"),
        row(Rule.FITS, Connect.PASSWORD, "MQTT-3.1.2-21", "MQTT-3.1.2-19"),
        row(Rule.FITS, Publish.TOPIC_LENGTH, "MQTT-3.3.2-1", "MQTT-3.3.2-1"),
        row(Rule.FITS, Properties.LENGTH, "", "MQTT-2.2.2-1"),

        row(Rule.NO_WILL_QOS, null, "MQTT-3.1.2-13 MQTT-3.1.2-11", ""),
        row(Rule.NO_WILL_RETAIN, null, "MQTT-3.1.2-15 MQTT-3.1.2-11", ""),
        row(Rule.TOPIC_NAME, null, "MQTT-3.3.2-2 MQTT-4.7.1-1", "MQTT-3.3.2-2 MQTT-4.7.0-1"),
        row(Rule.RESPONSE_TOPIC, null, "", "MQTT-3.3.2-14 MQTT-4.7.0-1"),
        row(Rule.DUP_NEEDS_QOS, null, "MQTT-3.3.1-2 MQTT-4.3.1-1", "MQTT-3.3.1-2 MQTT-4.3.1-1"),
        row(Rule.SUBACK_CODE, null, "", "MQTT-3.9.3-2 MQTT-3.8.4-7"));
    // @formatter:on

    private static final String SURPLUS_USER_NAME_311 = "MQTT-3.1.2-18";
    private static final String SURPLUS_USER_NAME_5 = "MQTT-3.1.2-16";
    private static final String SURPLUS_PASSWORD_311 = "MQTT-3.1.2-20";
    private static final String SURPLUS_PASSWORD_5 = "MQTT-3.1.2-18";

    private static final Map<Rule, Row[]> BY_RULE = byRule();

    private Specifics() {}

    private static Row row(Rule rule, @Nullable Field field, String in311, String in5) {
        return new Row(rule, field, in311, in5);
    }

    private static Field property(PropertyId id) {
        return id.field(PacketType.PUBLISH);
    }

    private static Map<Rule, Row[]> byRule() {
        Map<Rule, Row[]> map = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            Row[] rows = ROWS.stream().filter(row -> row.rule == rule).toArray(Row[]::new);
            if (rows.length > 0) {
                map.put(rule, rows);
            }
        }
        return map;
    }

    /// Where the standard says what the problem in this trace breaks.
    static Citation cite(Problem problem, Trace trace) {
        Version version = trace.version();
        boolean isConnect = trace.type() == PacketType.CONNECT;
        if (isConnect && problem.rule() == Rule.ENDS) {
            return surplus(trace, version);
        }
        boolean isLength = problem.rule() == Rule.FITS && problem.field().id() == Properties.LENGTH.id();
        boolean isFailure = problem.rule() == Rule.SUBACK_CODE && trace.array()[trace.start() + problem.offset()] < 0;
        if (isFailure || isLength && isThere(problem, trace)) {
            return Citation.of(problem.rule().citation(version, problem.field()));
        }
        if (isConnect && isLength && trace.find(Properties.WILL_PROPERTIES) >= 0) {
            return cite(Rule.FITS, Connect.WILL_TOPIC, version);
        }
        return cite(problem.rule(), problem.field(), version);
    }

    /// Whether the Property Length stands there, and what it announces does not, or its own bytes not to their end.
    private static boolean isThere(Problem problem, Trace trace) {
        for (int i = 0; i < trace.size(); i++) {
            boolean isLength = trace.field(i).id() == Properties.LENGTH.id();
            if (isLength && trace.offset(i) + trace.length(i) == problem.offset()) {
                return true;
            }
        }
        return problem.length() > 0;
    }

    /// Bytes behind the last field of CONNECT: a user name or a password that its flag denies.
    private static Citation surplus(Trace trace, Version version) {
        boolean isV5 = version == Version.V5;
        if (!isSet(trace, Connect.USER_NAME_FLAG)) {
            return Citation.of(isV5 ? SURPLUS_USER_NAME_5 : SURPLUS_USER_NAME_311);
        }
        if (!isSet(trace, Connect.PASSWORD_FLAG)) {
            return Citation.of(isV5 ? SURPLUS_PASSWORD_5 : SURPLUS_PASSWORD_311);
        }
        return Citation.of(Rule.ENDS.citation(version, null));
    }

    private static boolean isSet(Trace trace, Field flag) {
        int entry = trace.find(flag);
        return entry >= 0 && trace.value(entry) != 0;
    }

    /// Where the standard says so, if the rule is broken in this field.
    public static Citation cite(Rule rule, Field field, Version version) {
        String specific = "";
        Row[] rows = BY_RULE.get(rule);
        if (rows != null) {
            for (Row row : rows) {
                Field of = row.field == null ? field : row.field;
                if (of.id() == field.id()) {
                    specific = version == Version.V5 ? row.in5 : row.in311;
                    break;
                }
            }
        }
        boolean isPairName = rule == Rule.UTF_8 && field.isNamed("mqtt.prop_key");
        if (isPairName) {
            specific = "MQTT-1.5.7-1 MQTT-1.5.4-1";
        }
        return Citation.of(specific.isEmpty() ? rule.citation(version, field) : specific);
    }

    /// What rules of a single packet cite where this field breaks them, beyond what they cite for any field.
    public static List<Citation> of(Field field, Version version) {
        List<Citation> citations = new ArrayList<>();
        for (Row row : ROWS) {
            Citation citation = Citation.of(version == Version.V5 ? row.in5 : row.in311);
            if (row.field != null && row.field.id() == field.id() && !citation.isEmpty()) {
                citations.add(citation);
            }
        }
        return citations;
    }

    /// All that the rules of a single packet can cite in this version, each with the rule that does.
    public static Map<String, Rule> claims(Version version) {
        Map<String, Rule> claims = new LinkedHashMap<>();
        for (Rule rule : Rule.values()) {
            String own = rule.citation(version, null);
            if (own.startsWith("MQTT-")) {
                claims.putIfAbsent(own, rule);
            }
            for (Row row : BY_RULE.getOrDefault(rule, new Row[0])) {
                Citation citation = Citation.of(version == Version.V5 ? row.in5 : row.in311);
                if (citation.isNumbered()) {
                    claims.putIfAbsent(citation.place(), rule);
                }
                for (String also : citation.also()) {
                    claims.putIfAbsent(also, rule);
                }
            }
        }
        boolean isV5 = version == Version.V5;
        claims.putIfAbsent(isV5 ? SURPLUS_USER_NAME_5 : SURPLUS_USER_NAME_311, Rule.ENDS);
        claims.putIfAbsent(isV5 ? SURPLUS_PASSWORD_5 : SURPLUS_PASSWORD_311, Rule.ENDS);
        return claims;
    }
}
