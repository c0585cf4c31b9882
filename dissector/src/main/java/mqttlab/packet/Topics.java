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

    /// @param wildcards the rule that forbids wildcards in this field
    static void checkName(Wire wire, Field field, String name, Rule wildcards) {
        wire.check(!name.isEmpty(), field, Rule.TOPIC_NOT_EMPTY);
        wire.check(!hasWildcard(name), field, wildcards);
    }

    static void checkFilter(Wire wire, Field field, String filter) {
        String inner = filter;
        if (wire.isV5() && isShared(filter)) {
            int slash = filter.indexOf('/', SHARE.length());
            String name = filter.substring(SHARE.length(), slash < 0 ? filter.length() : slash);
            inner = slash < 0 ? "" : filter.substring(slash + 1);
            wire.check(!name.isEmpty(), field, Rule.SHARE);
            wire.check(!hasWildcard(name) && !inner.isEmpty(), field, Rule.SHARE_NAME);
        } else {
            wire.check(!filter.isEmpty(), field, Rule.TOPIC_NOT_EMPTY);
        }
        int multi = inner.indexOf('#');
        boolean atEnd = multi < 0 || multi == inner.length() - 1 && isLevelStart(inner, multi);
        wire.check(atEnd, field, Rule.MULTI_LEVEL);
        for (int i = inner.indexOf('+'); i >= 0; i = inner.indexOf('+', i + 1)) {
            boolean alone = isLevelStart(inner, i) && (i == inner.length() - 1 || inner.charAt(i + 1) == '/');
            wire.check(alone, field, Rule.SINGLE_LEVEL);
            if (!alone) {
                return;
            }
        }
    }

    private static boolean isLevelStart(String filter, int i) {
        return i == 0 || filter.charAt(i - 1) == '/';
    }
}
