package mqttlab.bridge.hub;

import java.util.LinkedHashSet;
import java.util.Set;
import mqttlab.conversation.TopicFilter;

/// A subscription at the server, and the pages that share it.
final class Interest {

    final String filter;
    /// Its Subscription Identifier.
    final int number;
    /// Whether it was asked for when the bridge began, and stays although no page wants it.
    final boolean isOurs;

    final Set<Page> pages = new LinkedHashSet<>();
    /// Whether the server has granted it.
    boolean isGranted;

    private long asked = -1;
    private boolean matches;

    Interest(String filter, int number, boolean isOurs) {
        this.filter = filter;
        this.number = number;
        this.isOurs = isOurs;
    }

    /// Whether a message goes to it; remembered, as each page asks.
    ///
    /// @param serial of the message
    boolean matches(String topic, long serial) {
        if (asked != serial) {
            asked = serial;
            matches = matches(topic);
        }
        return matches;
    }

    boolean matches(String topic) {
        return TopicFilter.matches(filter, topic, true);
    }
}
