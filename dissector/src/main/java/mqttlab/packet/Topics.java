package mqttlab.packet;

/// What topic names and topic filters may look like. 3.1.1 and 5.0 section 4.7, shared subscriptions 5.0 section
/// 4.8.2.
public final class Topics {

    private static final String SHARE = "$share/";

    private Topics() {}

    /// Whether `filter` is a shared subscription of 5.0.
    public static boolean isShared(String filter) {
        return filter.startsWith(SHARE);
    }

    /// Whether `text` holds a wildcard anywhere.
    public static boolean hasWildcard(String text) {
        return text.indexOf('#') >= 0 || text.indexOf('+') >= 0;
    }

    /// A topic name, which may be empty.
    ///
    /// @param wildcards the rule that forbids wildcards in this field
    static String name(Wire wire, Field length, Field field, String value, Rule wildcards) {
        String name = wire.text(length, field, value);
        wire.check(wildcard(wire.bytes, wire.special, wire.at) == wire.at, field, wildcards);
        return name;
    }

    static String filter(Wire wire, Field length, Field field, String value) {
        int from = wire.at + 2;
        String filter = wire.text(length, field, value);
        if (wire.special == from && wire.isV5() && isShared(filter)) {
            checkShared(wire, field, from + SHARE.length(), wire.at);
        } else {
            wire.check(!filter.isEmpty(), field, Rule.TOPIC_NOT_EMPTY);
            checkWildcards(wire, field, from, wire.at);
        }
        return filter;
    }

    /// Checks what follows the mark of a shared subscription: a name, and behind a slash the filter.
    private static void checkShared(Wire wire, Field field, int from, int to) {
        int slash = from;
        while (slash < to && wire.bytes[slash] != '/') {
            slash++;
        }
        wire.check(slash > from, field, Rule.SHARE);
        boolean isPlainName = wildcard(wire.bytes, from, slash) == slash;
        wire.check(isPlainName && slash + 1 < to, field, Rule.SHARE_NAME);
        checkWildcards(wire, field, Math.min(slash + 1, to), to);
    }

    /// Each of the two rules is broken once, however often the filter breaks it.
    private static void checkWildcards(Wire wire, Field field, int from, int to) {
        byte[] bytes = wire.bytes;
        boolean multiLevel = true;
        boolean singleLevel = true;
        for (int i = wildcard(bytes, Math.max(from, wire.special), to); i < to; i = wildcard(bytes, i + 1, to)) {
            boolean isMultiLevel = bytes[i] == '#';
            boolean begins = i == from || bytes[i - 1] == '/';
            boolean ends = i == to - 1 || bytes[i + 1] == '/' && !isMultiLevel;
            multiLevel &= !isMultiLevel || begins && ends;
            singleLevel &= isMultiLevel || begins && ends;
        }
        wire.check(multiLevel, field, Rule.MULTI_LEVEL);
        wire.check(singleLevel, field, Rule.SINGLE_LEVEL);
    }

    /// The index of the first `#` or `+`, or `to`.
    private static int wildcard(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '#' && bytes[i] != '+') {
            i++;
        }
        return i;
    }
}
