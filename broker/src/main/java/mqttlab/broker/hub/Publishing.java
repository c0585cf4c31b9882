package mqttlab.broker.hub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.broker.hub.Recipient.Share;
import mqttlab.broker.hub.Recipient.Subscription;
import mqttlab.broker.hub.Route.Target;
import mqttlab.broker.topic.Levels;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// What becomes of a PUBLISH: its handshake with the sender, its way to the subscribers, and theirs with us. 3.1.1 and
/// 5.0 sections 3.3 to 3.7, 4.3, 4.6.
final class Publishing {

    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final int PACKET_IDENTIFIER_NOT_FOUND = 0x92;

    private static final String TOO_MANY_LEVELS = "the topic has too many levels";

    private final Hub hub;
    private final Retainer retainer;
    private final Routes routes = new Routes();

    Publishing(Hub hub, Retainer retainer) {
        this.hub = hub;
        this.retainer = retainer;
    }

    Routes routes() {
        return routes;
    }

    void publish(Connection from, Publish it) {
        Session session = from.session();
        String topic = topic(from, it);
        if (topic == null) {
            return;
        }
        if (it.qos() > hub.limits().maximumQos()) {
            from.fail(0x9b, "QoS " + it.qos() + "; allowed is " + hub.limits().maximumQos() + " at most");
            return;
        }
        if (it.retain() && !hub.limits().retain()) {
            from.fail(0x9a, "a message to retain, where nothing is");
            return;
        }
        hub.counts().received++;
        from.countPublished();
        if (it.qos() == 2) {
            publishTwo(from, session, it, topic);
            return;
        }
        int code = forward(from, it, topic);
        if (it.qos() == 1) {
            reply(from, new PubAck(it.packetId(), code(from, code), reason(from, code)));
        }
    }

    private void publishTwo(Connection from, Session session, Publish it, String topic) {
        int id = it.packetId();
        int code = 0;
        // "MUST NOT deliver the message again": the identifier tells, until PUBREL. [MQTT-4.3.3-10] of 5.0.
        if (!session.received().get(id)) {
            if (!from.countUnreleased()) {
                from.fail(0x93, "more than " + hub.limits().receiveMaximum() + " messages of QoS 2 under way");
                return;
            }
            code = forward(from, it, topic);
            // Refused in a version that can say so, the handshake is over; else it goes on to its end.
            if (code < 0x80 || !from.isV5()) {
                session.received().set(id);
                if (session.isStored) {
                    hub.ledger().record(new Change.Received(session.clientId, id), from);
                }
            } else {
                from.countReleased();
            }
        }
        reply(from, new PubRec(id, code(from, code), reason(from, code)));
    }

    private static int code(Connection to, int code) {
        return to.isV5() ? code : 0;
    }

    private static Properties reason(Connection to, int code) {
        if (code < 0x80 || !to.wantsReasons || !to.isV5()) {
            return Properties.NONE;
        }
        String why = code == NOT_AUTHORIZED ? "not allowed to publish to this topic" : TOO_MANY_LEVELS;
        return Reasons.of(why);
    }

    /// The topic name, behind an alias or not; null where the connection had to end. 5.0 section 3.3.2.3.4.
    private @Nullable String topic(Connection from, Publish it) {
        if (!from.isV5() || it.properties().isEmpty()) {
            return it.topic();
        }
        int alias = (int) it.properties().number(PropertyId.TOPIC_ALIAS, -1);
        if (alias < 0) {
            return it.topic();
        }
        if (alias > hub.limits().topicAliases()) {
            from.fail(
                    0x94,
                    "Topic Alias " + alias + "; CONNACK allowed " + hub.limits().topicAliases());
            return null;
        }
        if (!it.topic().isEmpty()) {
            from.setAliasIn(alias, it.topic());
            return it.topic();
        }
        String topic = from.aliasIn(alias);
        if (topic == null) {
            from.fail(0x82, "Topic Alias " + alias + " stands for nothing yet");
        }
        return topic;
    }

    private int refusal(Access.Who who, String topic) {
        if (Levels.count(topic) > hub.limits().levels()) {
            return TOPIC_NAME_INVALID;
        }
        return isOurs(topic) || !hub.access().mayPublish(who, topic) ? NOT_AUTHORIZED : 0;
    }

    /// "Server SHOULD prevent Clients from using such Topic Names to exchange messages with other Clients." What it
    /// says there is its own.
    private static boolean isOurs(String topic) {
        return topic.startsWith("$SYS/") || topic.equals("$SYS");
    }

    /// For the one who runs the broker, who may know more than the client.
    private String why(Access.Who who, String topic, int refusal) {
        return refusal == TOPIC_NAME_INVALID
                ? TOO_MANY_LEVELS
                : isOurs(topic)
                        ? "what is below $SYS is the broker's"
                        : hub.access().why(who, topic);
    }

    /// Whether a client may have its will published: asked when it connects, and when the time has come.
    boolean mayPublish(Access.Who who, Message will) {
        int refusal = refusal(who, will.topic());
        if (refusal > 0) {
            hub.say(() -> new BrokerEvent.Rejected(will, refusal, "its will: " + why(who, will.topic(), refusal)));
        }
        return refusal == 0;
    }

    /// Sends a message on if it may be, and returns the reason code of its acknowledgement.
    private int forward(Connection from, Publish it, String topic) {
        int refusal = refusal(from.who(), topic);
        if (refusal > 0) {
            hub.say(() -> new BrokerEvent.Rejected(message(from, it, topic), refusal, why(from.who(), topic, refusal)));
            return refusal;
        }
        Message message = message(from, it, topic);
        int before = hub.ledger().changeCount();
        // Who has gone cannot wait.
        int clients = route(message, from.isGone() ? null : from, null);
        if (it.qos() > 0 && hub.ledger().changeCount() > before) {
            hub.ledger().await(from);
        }
        return clients == 0 ? NO_MATCHING_SUBSCRIBERS : 0;
    }

    private Message message(Connection from, Publish it, String topic) {
        return Message.of(from.clientId(), topic, it.qos(), it.retain(), it.properties(), it.payload(), hub.now());
    }

    /// Retains a message if it is to be, and sends it to all who subscribed; returns how many these are.
    ///
    /// @param from the publisher, who may have to wait for them; null for the broker itself
    int route(Message message, @Nullable Connection from, @Nullable String why) {
        if (message.retain() && hub.limits().retain()) {
            retainer.retain(message);
        }
        Route route = routes.of(message.topic());
        int clients = 0;
        List<Target> targets = route.targets();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (target.session().clientId.equals(message.publisher())) {
                target = target.withoutNoLocal();
            }
            if (target != null && hub.mayRead(target.session(), message) && deliver(target, message, from)) {
                clients++;
            }
        }
        List<Share> shares = route.shares();
        for (int i = 0; i < shares.size(); i++) {
            Subscription chosen = shares.get(i).next(hub, message);
            if (chosen != null && deliver(Target.of(chosen.session(), List.of(chosen)), message, from)) {
                clients++;
            }
        }
        if (hub.isWatched()) {
            say(message, route, clients, why);
        }
        return clients;
    }

    private void say(Message message, Route route, int clients, @Nullable String why) {
        Set<String> filters = new LinkedHashSet<>();
        for (Target target : route.targets()) {
            if (hub.mayRead(target.session(), message)) {
                target.subscriptions().forEach(it -> filters.add(it.filter()));
            }
        }
        route.shares().forEach(it -> filters.add(it.filter));
        hub.say(() -> new BrokerEvent.Published(message, clients, List.copyOf(filters), why));
    }

    /// Sends a message to one client, which may read it, now or later; returns whether it is one that gets it.
    private boolean deliver(Target target, Message message, @Nullable Connection from) {
        Session session = target.session();
        int qos = Math.min(message.qos(), target.qos());
        boolean retain = message.retain() && target.retainAsPublished();
        Connection to = session.connection;
        if (qos == 0) {
            if (to == null) {
                return false;
            }
            deliverZero(to, target, message, retain, from);
            return true;
        }
        boolean isFull = !session.out.hasRoom() && session.out.isFull();
        if (isFull && (to == null || to.waiters.isStalled() || from == null)) {
            hub.drop(session, message, hub.limits().queued() + " messages wait for it");
            return true;
        }
        session.out.add(message, qos, retain, target.identifiers());
        // One more than fits: this publisher at least sends no more for now.
        if (to != null && from != null && (isFull || to.isAwaited())) {
            to.waiters.add(from);
        }
        return true;
    }

    private void deliverZero(Connection to, Target target, Message message, boolean retain, @Nullable Connection from) {
        if (to.isBehind() && (from == null || to.waiters.isStalled())) {
            hub.drop(target.session(), message, "it does not keep up, and QoS 0 does not wait");
            return;
        }
        if (from != null && to.isAwaited()) {
            to.waiters.add(from);
        }
        to.publish(message, retain, target.identifiers());
    }

    /// Sends what the broker says of itself to all who have subscribed and keep up, at QoS 0.
    void tell(Message message) {
        Route route = routes.of(message.topic());
        for (Target target : route.targets()) {
            if (hub.mayRead(target.session(), message)) {
                tell(target, message);
            }
        }
        for (Share share : route.shares()) {
            Subscription chosen = share.next(hub, message);
            if (chosen != null) {
                tell(Target.of(chosen.session(), List.of(chosen)), message);
            }
        }
    }

    private void tell(Target target, Message message) {
        Connection to = target.session().connection;
        if (to != null && !to.isBehind()) {
            to.publish(message, target.retainAsPublished(), target.identifiers());
        }
    }

    // What subscribers answer.

    void puback(Connection from, PubAck it) {
        heard(from, it);
        Outflow out = from.session().out;
        Delivery delivery = out.find(it.packetId());
        if (delivery == null) {
            return;
        }
        if (delivery.qos != 1) {
            unfit(from, it, it.packetId(), delivery);
        } else {
            out.acknowledged(delivery);
            from.waiters.relieve();
        }
    }

    void pubrec(Connection from, PubRec it) {
        heard(from, it);
        Outflow out = from.session().out;
        Delivery delivery = out.find(it.packetId());
        if (delivery == null && from.isBehind()) {
            // Each would have an answer, and all of them wait in our memory.
            from.fail(0x97, "acknowledges what it was not sent, and does not read");
        } else if (delivery == null) {
            // "in response to a PUBREC that has no matching message": PUBREL lets the client end the handshake.
            reply(from, new PubRel(it.packetId(), code(from, PACKET_IDENTIFIER_NOT_FOUND), Properties.NONE));
        } else if (delivery.qos != 2) {
            unfit(from, it, it.packetId(), delivery);
        } else if (it.reasonCode() >= 0x80) {
            out.acknowledged(delivery);
            from.waiters.relieve();
        } else {
            out.released(delivery);
            reply(from, new PubRel(it.packetId()));
        }
    }

    void pubcomp(Connection from, PubComp it) {
        heard(from, it);
        Outflow out = from.session().out;
        Delivery delivery = out.find(it.packetId());
        if (delivery == null) {
            return;
        }
        if (!delivery.isReleased) {
            unfit(from, it, it.packetId(), delivery);
        } else {
            out.acknowledged(delivery);
            from.waiters.relieve();
        }
    }

    /// An answer to a message, but not the one that is due: "inconsistent with the state of the Client or Server".
    /// [MQTT-4.8.0-1] of 3.1.1, [MQTT-4.13.1-1] of 5.0.
    private static void unfit(Connection from, Packet answer, int packetId, Delivery it) {
        String when = it.qos == 2 && !it.isReleased ? ", before PUBREC" : "";
        from.fail(0x82, answer.type() + " for message " + packetId + ", which has QoS " + it.qos + when);
    }

    void pubrel(Connection from, PubRel it) {
        heard(from, it);
        Session session = from.session();
        int id = it.packetId();
        boolean isKnown = session.received().get(id);
        from.countReleased();
        if (isKnown) {
            session.received().clear(id);
            if (session.isStored) {
                hub.ledger().record(new Change.Completed(session.clientId, id), from);
            }
        }
        int code = isKnown ? 0 : PACKET_IDENTIFIER_NOT_FOUND;
        reply(from, new PubComp(id, code(from, code), Properties.NONE));
    }

    private void heard(Connection from, Packet packet) {
        from.waiters.moved();
        hub.say(() -> new BrokerEvent.Handshake(from.clientId(), false, packet));
    }

    private void reply(Connection to, Packet packet) {
        to.send(packet);
        to.outlet.told(() -> new BrokerEvent.Handshake(to.clientId(), true, packet));
    }
}
