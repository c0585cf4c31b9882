package mqttlab.broker.access;

import org.jspecify.annotations.Nullable;

/// What topic filters match, and how much of what others match. 3.1.1 and 5.0 section 4.7.
///
/// All is found level by level, from the offsets where levels begin; an offset beyond the text is no level any more.
final class Filters {

    private Filters() {}

    /// Why this is no topic filter, or null.
    static @Nullable String wrong(String filter) {
        if (filter.isEmpty()) {
            return "a topic filter is not empty";
        }
        for (int at = 0; at <= filter.length(); at = end(filter, at) + 1) {
            int end = end(filter, at);
            for (int i = at; i < end; i++) {
                char c = filter.charAt(i);
                if (c == 0) {
                    return "a topic filter has no U+0000";
                }
                if (c == '#' && (end - at > 1 || end < filter.length())) {
                    return "# stands alone at the end, behind a /";
                }
                if (c == '+' && end - at > 1) {
                    return "+ stands alone between two /";
                }
            }
        }
        return null;
    }

    static boolean matches(String filter, String topic) {
        // A topic without wildcards is a filter that matches itself alone.
        return covers(filter, topic);
    }

    /// Whether the first filter matches all that the second does.
    static boolean covers(String filter, String other) {
        if (isBarred(filter, other)) {
            return false;
        }
        int a = 0;
        int b = 0;
        while (a <= filter.length() && b <= other.length()) {
            if (is(filter, a, '#')) {
                return true;
            }
            if (is(other, b, '#') || !is(filter, a, '+') && !isSame(filter, a, other, b)) {
                return false;
            }
            a = end(filter, a) + 1;
            b = end(other, b) + 1;
        }
        return b > other.length() && (a > filter.length() || is(filter, a, '#'));
    }

    /// Whether there is a topic that both match.
    static boolean meet(String filter, String other) {
        if (isBarred(filter, other) || isBarred(other, filter)) {
            return false;
        }
        int a = 0;
        int b = 0;
        while (a <= filter.length() && b <= other.length()) {
            if (is(filter, a, '#') || is(other, b, '#')) {
                return true;
            }
            if (!is(filter, a, '+') && !is(other, b, '+') && !isSame(filter, a, other, b)) {
                return false;
            }
            a = end(filter, a) + 1;
            b = end(other, b) + 1;
        }
        // "a/#" matches "a" too.
        return (a > filter.length() || is(filter, a, '#')) && (b > other.length() || is(other, b, '#'));
    }

    /// A filter that begins with a wildcard does not match topics that begin with $: [MQTT-4.7.2-1] of 3.1.1 and 5.0.
    private static boolean isBarred(String filter, String other) {
        return (is(filter, 0, '#') || is(filter, 0, '+')) && other.startsWith("$");
    }

    private static int end(String filter, int at) {
        int slash = filter.indexOf('/', at);
        return slash < 0 ? filter.length() : slash;
    }

    /// Whether the level is this wildcard.
    private static boolean is(String filter, int at, char wildcard) {
        return at < filter.length() && filter.charAt(at) == wildcard;
    }

    private static boolean isSame(String a, int atA, String b, int atB) {
        int length = end(a, atA) - atA;
        return length == end(b, atB) - atB && a.regionMatches(atA, b, atB, length);
    }
}
