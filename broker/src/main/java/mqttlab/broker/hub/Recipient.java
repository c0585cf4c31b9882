package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands under a topic filter and gets the messages that it matches.
sealed interface Recipient {

    /// A client's subscription. 5.0 section 3.8.3.1.
    ///
    /// @param filter as the client wrote it, with the `$share/NAME/` of a shared subscription
    /// @param pattern the part of it that is matched
    /// @param identifier the Subscription Identifier, 0 for none
    record Subscription(
            Session session,
            String filter,
            String pattern,
            int qos,
            boolean noLocal,
            boolean retainAsPublished,
            int identifier)
            implements Recipient {}

    /// The subscriptions that share one name and one pattern: each message goes to one of them. 5.0 section 4.8.2.
    final class Share implements Recipient {

        /// As its members wrote it: `$share/NAME/` and the pattern.
        final String filter;

        final String pattern;
        private final List<Subscription> members = new ArrayList<>(2);
        private int last;

        Share(String filter, String pattern) {
            this.filter = filter;
            this.pattern = pattern;
        }

        void add(Subscription member) {
            members.add(member);
        }

        void remove(Subscription member) {
            members.remove(member);
        }

        boolean isEmpty() {
            return members.isEmpty();
        }

        /// Whose turn it is, of those who may read the message: the next one that is connected and keeps up; else the
        /// next one that is connected; else, for a message that can wait, the next one whose QoS lets it wait,
        /// if possible one that has room for it.
        @Nullable
        Subscription next(Hub hub, Message message) {
            Subscription connected = null;
            Subscription away = null;
            for (int i = 1; i <= members.size(); i++) {
                int at = (last + i) % members.size();
                Subscription member = members.get(at);
                if (!hub.mayRead(member.session, message)) {
                    continue;
                }
                Connection connection = member.session.connection;
                if (connection != null && !member.session.isBehind()) {
                    last = at;
                    return member;
                }
                if (connection != null) {
                    connected = connected == null ? member : connected;
                } else if (member.qos > 0 && (away == null || away.session.out.isFull())) {
                    away = member;
                }
            }
            Subscription chosen = connected != null || message.qos() == 0 ? connected : away;
            if (chosen != null) {
                last = members.indexOf(chosen);
            }
            return chosen;
        }
    }
}
