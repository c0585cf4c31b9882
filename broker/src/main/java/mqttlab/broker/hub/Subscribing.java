package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.hub.Recipient.Subscription;
import mqttlab.broker.topic.Levels;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Topics;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;

/// What becomes of SUBSCRIBE and UNSUBSCRIBE. 3.1.1 and 5.0 sections 3.8 to 3.11.
final class Subscribing {

    private static final int NO_SUBSCRIPTION_EXISTED = 0x11;
    private static final int FAILURE = 0x80;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int TOPIC_FILTER_INVALID = 0x8f;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int SHARED_NOT_SUPPORTED = 0x9e;
    private static final int WILDCARDS_NOT_SUPPORTED = 0xa2;

    private final Hub hub;
    private final Routes routes;

    Subscribing(Hub hub, Routes routes) {
        this.hub = hub;
        this.routes = routes;
    }

    void subscribe(Connection from, Subscribe it) {
        int identifier = (int) it.properties().number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0);
        List<Integer> codes = new ArrayList<>(it.requests().size());
        String why = "";
        for (Subscribe.Request request : it.requests()) {
            int refusal = refusal(from, request.filter());
            if (refusal > 0) {
                codes.add(from.isV5() ? refusal : FAILURE);
                why = why(refusal);
                hub.say(() -> new BrokerEvent.Subscribed(
                        from.clientId(), request.filter(), refusal, 0, why(from, request.filter(), refusal)));
            } else {
                codes.add(grant(from, request, identifier));
            }
        }
        Properties properties = why.isEmpty() || !from.isV5() || !from.wantsReasons ? Properties.NONE : Reasons.of(why);
        from.send(new SubAck(it.packetId(), properties, codes));
        // Only now, so that the client has its SUBACK before the messages.
        from.session().pumpRetained();
    }

    private int grant(Connection from, Subscribe.Request request, int identifier) {
        Session session = from.session();
        int qos = Math.min(request.qos(), hub.limits().maximumQos());
        Subscribe.Request granted = new Subscribe.Request(
                request.filter(), qos, request.noLocal(), request.retainAsPublished(), request.retainHandling());
        Subscription before = session.subscription(request.filter());
        if (before != null) {
            // "it MUST replace that existing Subscription with a new Subscription" [MQTT-3.8.4-3] of 5.0.
            routes.remove(before);
        }
        Subscription it = routes.add(session, granted, identifier);
        session.put(it);
        if (session.isStored) {
            hub.ledger().record(new Change.Subscribed(session.clientId, granted, identifier), from);
        }
        // Retain Handling 0: always; 1: if the subscription is new; 2: never. None to shared subscriptions.
        boolean wantsRetained = request.retainHandling() == 0 || request.retainHandling() == 1 && before == null;
        int retained = wantsRetained && !Routes.isShared(request.filter())
                ? session.addRetained(it).count()
                : 0;
        hub.say(() -> new BrokerEvent.Subscribed(from.clientId(), request.filter(), qos, retained, null));
        return qos;
    }

    private int refusal(Connection from, String filter) {
        if (Routes.isShared(filter) && !hub.limits().shared()) {
            return SHARED_NOT_SUPPORTED;
        }
        String pattern = Routes.pattern(filter);
        if (!hub.limits().wildcards() && Topics.hasWildcard(pattern)) {
            return WILDCARDS_NOT_SUPPORTED;
        }
        if (Levels.count(pattern) > hub.limits().levels()) {
            return TOPIC_FILTER_INVALID;
        }
        Session session = from.session();
        if (session.subscriptions().size() >= hub.limits().subscriptions() && session.subscription(filter) == null) {
            return QUOTA_EXCEEDED;
        }
        return hub.access().maySubscribe(from.who(), pattern) ? 0 : NOT_AUTHORIZED;
    }

    /// For the one who runs the broker, who may know more than the client.
    private String why(Connection from, String filter, int refusal) {
        return refusal == NOT_AUTHORIZED ? hub.access().why(from.who(), Routes.pattern(filter)) : why(refusal);
    }

    private static String why(int refusal) {
        return switch (refusal) {
            case SHARED_NOT_SUPPORTED -> "shared subscriptions are switched off";
            case WILDCARDS_NOT_SUPPORTED -> "wildcards are switched off";
            case TOPIC_FILTER_INVALID -> "the filter has too many levels";
            case QUOTA_EXCEEDED -> "the session has too many subscriptions";
            default -> "not allowed to subscribe to this filter";
        };
    }

    void unsubscribe(Connection from, Unsubscribe it) {
        Session session = from.session();
        List<Integer> codes = new ArrayList<>(it.filters().size());
        for (String filter : it.filters()) {
            Subscription existing = session.subscription(filter);
            if (existing != null) {
                routes.remove(existing);
                session.remove(filter);
                if (session.isStored) {
                    hub.ledger().record(new Change.Unsubscribed(session.clientId, filter), from);
                }
            }
            codes.add(existing == null ? NO_SUBSCRIPTION_EXISTED : 0);
            hub.say(() -> new BrokerEvent.Unsubscribed(from.clientId(), filter, existing != null));
        }
        from.send(new UnsubAck(it.packetId(), Properties.NONE, from.isV5() ? codes : List.of()));
    }
}
