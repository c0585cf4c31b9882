package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.hub.Recipient.Share;
import mqttlab.broker.hub.Recipient.Subscription;

/// Where the messages of one topic go: each session once, however many of its subscriptions match, and one session of
/// each share.
///
/// "The Server MUST deliver the message to the Client respecting the maximum QoS of all the matching subscriptions"
/// [MQTT-3.3.5-1] of 3.1.1, [MQTT-3.3.4-2] of 5.0.
record Route(List<Target> targets, List<Share> shares) {

    /// A session and what all its matching subscriptions come to.
    ///
    /// @param identifiers those that the subscriptions have
    record Target(
            Session session, List<Subscription> subscriptions, int qos, boolean retainAsPublished, int[] identifiers) {

        static Target of(Session session, List<Subscription> subscriptions) {
            int qos = 0;
            boolean retainAsPublished = false;
            int[] identifiers = new int[subscriptions.size()];
            int count = 0;
            for (Subscription subscription : subscriptions) {
                qos = Math.max(qos, subscription.qos());
                retainAsPublished |= subscription.retainAsPublished();
                if (subscription.identifier() > 0) {
                    identifiers[count++] = subscription.identifier();
                }
            }
            return new Target(session, subscriptions, qos, retainAsPublished, Arrays.copyOf(identifiers, count));
        }

        /// What is left for the client's own messages: null where all subscriptions are No Local.
        /// [MQTT-3.8.3-3] of 5.0.
        @org.jspecify.annotations.Nullable
        Target withoutNoLocal() {
            List<Subscription> left =
                    subscriptions.stream().filter(it -> !it.noLocal()).toList();
            return left.size() == subscriptions.size() ? this : left.isEmpty() ? null : of(session, left);
        }
    }

    static Route of(List<Recipient> recipients) {
        Map<Session, List<Subscription>> bySession = new LinkedHashMap<>();
        List<Share> shares = new ArrayList<>();
        for (Recipient recipient : recipients) {
            switch (recipient) {
                case Subscription it ->
                    bySession
                            .computeIfAbsent(it.session(), s -> new ArrayList<>(1))
                            .add(it);
                case Share it -> shares.add(it);
            }
        }
        List<Target> targets = new ArrayList<>(bySession.size());
        bySession.forEach((session, subscriptions) -> targets.add(Target.of(session, subscriptions)));
        return new Route(targets, shares);
    }
}
