package mqttlab.payload;

import mqttlab.conversation.TopicFilter;

/// A user's rule: how the messages of some topics are written.
///
/// @param filter a Topic Filter; empty for all messages
/// @param format what the format or packing is called, `auto` or `none`
record PayloadRule(String filter, String format) {

    /// `sensors/# = cbor`, or `cbor` for all messages. A topic may have equals signs: the last one counts.
    ///
    /// @throws IllegalArgumentException says what is wrong
    static PayloadRule parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            return new PayloadRule("", text.strip());
        }
        String filter = text.substring(0, equals).strip();
        if (filter.isEmpty()) {
            throw new IllegalArgumentException("expected a topic filter before '='");
        }
        check(filter);
        return new PayloadRule(filter, text.substring(equals + 1).strip());
    }

    private static void check(String filter) {
        int level = 0;
        while (level >= 0) {
            int slash = filter.indexOf('/', level);
            String name = slash < 0 ? filter.substring(level) : filter.substring(level, slash);
            boolean isWildcard = name.equals("+") || name.equals("#") && slash < 0;
            if (!isWildcard && (name.indexOf('#') >= 0 || name.indexOf('+') >= 0)) {
                throw new IllegalArgumentException("'" + filter + "' is no topic filter: "
                        + "+ stands for a whole level, # for all that follow and comes last");
            }
            level = slash < 0 ? -1 : slash + 1;
        }
    }

    boolean matches(String topic) {
        return filter.isEmpty() || !TopicFilter.isKeptFrom(filter, topic) && TopicFilter.matches(filter, topic);
    }
}
