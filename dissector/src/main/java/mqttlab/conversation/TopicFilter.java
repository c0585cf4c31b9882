package mqttlab.conversation;

import mqttlab.packet.Topics;

/// Whether a topic filter matches a topic. 3.1.1 and 5.0 section 4.7.
public final class TopicFilter {

    private TopicFilter() {}

    /// Whether a message to `topic` goes to a subscription to `filter`.
    public static boolean matches(String filter, String topic, boolean isV5) {
        String pattern = pattern(filter, isV5);
        return !isKeptFrom(pattern, topic) && matches(pattern, topic);
    }

    /// The part of a filter that is matched: of a shared subscription, what follows its name.
    public static String pattern(String filter, boolean isV5) {
        if (!isV5 || !Topics.isShared(filter)) {
            return filter;
        }
        int slash = filter.indexOf('/', "$share/".length());
        return slash < 0 ? "" : filter.substring(slash + 1);
    }

    /// "The Server MUST NOT match Topic Filters starting with a wildcard character (# or +) with Topic Names
    /// beginning with a $ character."
    public static boolean isKeptFrom(String pattern, String topic) {
        return topic.startsWith("$") && (pattern.startsWith("#") || pattern.startsWith("+"));
    }

    /// Whether the levels match, whatever they begin with.
    public static boolean matches(String pattern, String topic) {
        int p = 0;
        int t = 0;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                while (t < topic.length() && topic.charAt(t) != '/') {
                    t++;
                }
                p++;
            } else if (t < topic.length() && topic.charAt(t) == c) {
                t++;
                p++;
            } else {
                // "sport/#" also matches the singular "sport", since # includes the parent level.
                return t == topic.length() && pattern.startsWith("/#", p) && p + 2 == pattern.length();
            }
        }
        return t == topic.length();
    }
}
