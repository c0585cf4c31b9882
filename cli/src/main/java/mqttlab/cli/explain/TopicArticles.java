package mqttlab.cli.explain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.conversation.TopicFilter;
import mqttlab.finding.Check;
import mqttlab.finding.Finding;
import mqttlab.packet.Codec;
import mqttlab.packet.PacketType;
import mqttlab.packet.Topics;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// A topic filter, and which of some topics it matches. Filter and topics are judged as the decoder judges them where
/// they stand in SUBSCRIBE and PUBLISH.
final class TopicArticles {

    private static final int LONGEST = 65_535;
    private static final int SUBSCRIBE = PacketType.SUBSCRIBE.number() << 4 | PacketType.SUBSCRIBE.flags();
    private static final int PUBLISH = PacketType.PUBLISH.number() << 4;

    private final String filter;
    private final String pattern;
    private final List<Article> articles = new ArrayList<>();

    private TopicArticles(String filter) {
        this.filter = filter;
        this.pattern = TopicFilter.pattern(filter, true);
    }

    /// Whether a word is meant as a topic filter.
    static boolean isFilter(String word) {
        return Topics.hasWildcard(word) || word.indexOf('/') >= 0;
    }

    static List<Article> of(String filter, List<String> topics) {
        TopicArticles made = new TopicArticles(filter);
        if (made.filter()) {
            topics.forEach(made::topic);
        }
        return made.articles;
    }

    /// Says what the filter is; false where it is none.
    private boolean filter() {
        List<String> faults = faults(filter, SUBSCRIBE);
        if (!faults.isEmpty()) {
            articles.add(fault(Kind.TOPIC_FILTER, filter, "no topic filter", faults));
            return false;
        }
        Article.Draft draft = new Article.Draft(Kind.TOPIC_FILTER, filter + ", topic filter", filter, lead());
        for (String level : levels(pattern)) {
            draft.row(level.isEmpty() ? "(empty)" : level, meaning(level));
        }
        articles.add(draft.done());
        return true;
    }

    private String lead() {
        int count = levels(pattern).size();
        String lead = count == 1 ? "One level." : count + " levels.";
        if (Topics.isShared(filter)) {
            lead += " In 5.0 a shared subscription (section 4.8.2): each message that matches " + pattern
                    + " goes to one client of the group. In 3.1.1 a filter like any other, for topics below $share.";
        }
        if (pattern.startsWith("+") || pattern.startsWith("#")) {
            lead += " It begins with a wildcard, so it matches no topic that begins with $ ("
                    + cited(Check.DOLLAR_TOPIC) + ").";
        }
        return lead;
    }

    private static String meaning(String level) {
        return switch (level) {
            case "#" -> "the level above it, and everything below that";
            case "+" -> "any one level, an empty one too";
            case "" -> "an empty level: a / at the beginning, at the end or behind another makes one";
            default -> "this level, in these letters";
        };
    }

    private void topic(String topic) {
        // An empty topic in a PUBLISH of 5.0 may stand for an alias.
        List<String> faults = faults(topic, topic.isEmpty() ? SUBSCRIBE : PUBLISH);
        if (!faults.isEmpty()) {
            articles.add(fault(Kind.TOPIC, topic, "no topic name", faults));
            return;
        }
        boolean isMatch = TopicFilter.matches(filter, topic, true);
        List<Article.Row> rows = new ArrayList<>();
        String why = walk(topic, rows);
        String title = topic + (isMatch ? " matches " : " does not match ") + filter;
        articles.add(new Article(Kind.TOPIC, title, topic, isMatch ? "" : why, rows, null));
    }

    /// Compares level by level, and says what keeps them from matching, or "".
    private String walk(String topic, List<Article.Row> rows) {
        if (TopicFilter.isKeptFrom(pattern, topic)) {
            return "The topic begins with $, and the filter with a wildcard (" + cited(Check.DOLLAR_TOPIC) + ").";
        }
        List<String> wanted = levels(pattern);
        List<String> given = levels(topic);
        for (int i = 0; i < wanted.size(); i++) {
            String level = wanted.get(i);
            if (level.equals("#")) {
                List<String> rest = given.subList(i, given.size());
                rows.add(row(level, rest.isEmpty() ? "takes nothing: the level above is enough" : takes(rest)));
                return "";
            }
            if (i == given.size()) {
                rows.add(row(level, "finds nothing: the topic has ended"));
                return "The filter has more levels than the topic.";
            }
            if (level.equals("+")) {
                rows.add(row(level, takes(given.subList(i, i + 1))));
            } else if (level.equals(given.get(i))) {
                rows.add(row(level, "is there"));
            } else {
                rows.add(row(level, "finds " + quoted(given.get(i))));
                return level.equalsIgnoreCase(given.get(i))
                        ? "Upper and lower case are not the same in topics (section 4.7.3)."
                        : "Level " + (i + 1) + " of the topic is another.";
            }
        }
        if (given.size() > wanted.size()) {
            rows.add(row("(end)", "finds " + quoted(String.join("/", given.subList(wanted.size(), given.size())))));
            return "The topic has more levels than the filter.";
        }
        return "";
    }

    private static Article.Row row(String level, String text) {
        return new Article.Row(level.isEmpty() ? "(empty)" : level, List.of(text));
    }

    private static String takes(List<String> levels) {
        return "takes " + quoted(String.join("/", levels));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /// Empty levels count.
    private static List<String> levels(String topic) {
        return List.of(topic.split("/", -1));
    }

    private static Article fault(Kind kind, String text, String what, List<String> faults) {
        String name = text.isEmpty() ? "\"\"" : text;
        return new Article.Draft(kind, name + " is " + what, text, "")
                .row("expected", faults)
                .done();
    }

    /// "MQTT-4.7.2-1 of 3.1.1 and 5.0"
    private static String cited(Check check) {
        String old = check.citation(Version.V3_1_1).place();
        String now = check.citation(Version.V5).place();
        return Standards.places(old, now);
    }

    /// What the decoder finds where a packet holds the text: the demand, and where each version states it.
    private static List<String> faults(String text, int first) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > LONGEST) {
            return List.of("at most 65535 bytes of UTF-8 (MQTT-4.7.3-3 of 3.1.1 and 5.0); found " + utf8.length);
        }
        Map<String, String> old = demands(utf8, first, Version.V3_1_1);
        Map<String, String> now = demands(utf8, first, Version.V5);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        return all.stream()
                .map(demand -> demand + " ("
                        + Standards.places(old.getOrDefault(demand, ""), now.getOrDefault(demand, "")) + ")")
                .toList();
    }

    /// What is demanded, with the place that says so.
    private static Map<String, String> demands(byte[] utf8, int first, Version version) {
        byte[] packet = packet(utf8, first, version == Version.V5);
        Trace trace = new Trace();
        Codec.trace(trace, packet, 0, packet.length, version, null);
        Map<String, String> demands = new LinkedHashMap<>();
        for (Finding finding : Finding.all(trace, null, 0, 0)) {
            demands.put(finding.demands(), finding.citation().place());
        }
        return demands;
    }

    /// A SUBSCRIBE for the filter, or a PUBLISH of nothing to the topic.
    private static byte[] packet(byte[] text, int first, boolean isV5) {
        boolean isRequest = first == SUBSCRIBE;
        byte[] id = isRequest ? new byte[] {0, 1} : new byte[0];
        byte[] properties = isV5 ? new byte[] {0} : new byte[0];
        byte[] length = {(byte) (text.length >> 8), (byte) text.length};
        byte[] options = isRequest ? new byte[] {0} : new byte[0];
        byte[] body = isRequest ? join(id, properties, length, text, options) : join(length, text, properties);
        return join(new byte[] {(byte) first}, remainingLength(body.length), body);
    }

    private static byte[] remainingLength(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = length;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write(rest | 0x80);
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
