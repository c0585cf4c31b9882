package mqttlab.broker.hub;

import java.util.List;
import mqttlab.broker.hub.Recipient.Subscription;

/// The retained messages that a new subscription matches, on their way to the client. 5.0 section 3.3.1.3.
final class RetainedRun {

    private final Subscription subscription;
    private final List<Message> messages;
    private final int[] identifiers;
    private int next;

    RetainedRun(Subscription subscription, List<Message> messages) {
        this.subscription = subscription;
        this.messages = messages;
        this.identifiers = subscription.identifier() == 0 ? new int[0] : new int[] {subscription.identifier()};
    }

    Subscription subscription() {
        return subscription;
    }

    /// Sends as many as the client takes now; returns whether that was all.
    boolean send(Hub hub, Session session) {
        Connection connection = session.connection;
        if (connection == null) {
            return false;
        }
        while (next < messages.size()) {
            Message message = messages.get(next);
            int qos = Math.min(message.qos(), subscription.qos());
            // One that was replaced meanwhile has been sent by then, as it was published.
            if (hub.isRetained(message) && hub.mayRead(session, message)) {
                if (qos == 0) {
                    if (connection.isBehind()) {
                        return false;
                    }
                    connection.publish(message, 0, false, true, 0, identifiers);
                } else {
                    if (!session.out.hasRoom()) {
                        return false;
                    }
                    session.out.add(message, qos, true, identifiers);
                }
            }
            next++;
        }
        return true;
    }
}
