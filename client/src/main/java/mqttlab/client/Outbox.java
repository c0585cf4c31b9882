package mqttlab.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.store.SessionStore;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Properties;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import org.jspecify.annotations.Nullable;

/// The messages on their way to the server, until it has acknowledged them. 5.0 sections 4.3, 4.4 and 4.9.
///
/// A message gets its packet identifier when it is accepted, and keeps it: so there are never more than there are
/// identifiers, and the server knows a message again by it.
final class Outbox {

    private final Link link;
    private final PacketIds ids;
    private final SessionStore store;
    private final TopicAliases aliases = new TopicAliases();
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private int pending;
    private int inFlight;
    private int window;
    private long order;
    private long nextRetry = Link.NEVER;

    Outbox(Link link, PacketIds ids, SessionStore store, SessionStore.Kept kept) {
        this.link = link;
        this.ids = ids;
        this.store = store;
        for (int id : kept.released()) {
            Publish gone = new Publish("", 2, false, false, id, Properties.NONE, Bytes.EMPTY);
            keep(gone).state = Outgoing.State.RELEASED;
        }
        for (Publish publish : kept.messages()) {
            keep(publish).isAgain = true;
        }
    }

    private Outgoing keep(Publish publish) {
        Outgoing it = new Outgoing(publish, null, order++);
        ids.put(it);
        pending++;
        return it;
    }

    int pending() {
        return pending;
    }

    /// Sends a message with QoS 0.
    void publish(Message it) {
        send(new Publish(it.topic(), 0, false, it.retain(), 0, it.properties(), it.payload()));
    }

    /// Sends a message, under an alias where there is one.
    ///
    /// @throws MqttException where the server does not take it
    private void send(Publish it) {
        Publish packet = aliases.shorten(it);
        if (refusal(packet) != null) {
            // An alias may take more bytes than it saves.
            packet = aliases.plain(it);
            MqttException refusal = refusal(packet);
            if (refusal != null) {
                throw refusal;
            }
        }
        link.send(packet);
        aliases.sent(packet);
    }

    private @Nullable MqttException refusal(Publish it) {
        return link.limits.refusal(it, link.version());
    }

    /// Accepts a message with QoS 1 or 2: sends it, or keeps it until it can be sent.
    ///
    /// @throws IllegalArgumentException where it breaks a rule of the version
    void publish(Message it, CompletableFuture<Published> done) {
        int id = ids.next();
        if (id == 0) {
            throw new MqttException(Failure.TOO_MANY, "All 65535 packet identifiers are in use.");
        }
        Publish publish = new Publish(it.topic(), it.qos(), false, it.retain(), id, it.properties(), it.payload());
        Outgoing outgoing = new Outgoing(publish, done, order++);
        boolean isNow = canSend() && waiting.isEmpty();
        if (isNow) {
            send(publish);
            sent(outgoing);
        } else {
            check(publish);
            waiting.add(outgoing);
        }
        ids.put(outgoing);
        pending++;
        store.published(publish);
    }

    /// What is sent later must be refused now: the application has still somebody to tell.
    private void check(Publish it) {
        if (!it.properties().isEmpty() || !isPlain(it.topic())) {
            Codec.write(it, link.version());
        }
    }

    private static boolean isPlain(String topic) {
        boolean isPlain = !topic.isEmpty() && topic.length() <= 0xffff;
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            isPlain &= c > 0 && c < 0x80 && c != '#' && c != '+';
        }
        return isPlain;
    }

    private boolean canSend() {
        return link.isOpen && inFlight < window;
    }

    private void sent(Outgoing it) {
        it.state = Outgoing.State.SENT;
        it.isAgain = true;
        it.isCounted = true;
        it.sentAt = link.now;
        inFlight++;
        expectAnswer();
    }

    /// Not for 5.0, which forbids to send again: [MQTT-4.4.0-1].
    private void expectAnswer() {
        boolean isAllowed = link.options.retry() > 0 && !link.options.isV5();
        if (isAllowed && nextRetry == Link.NEVER) {
            nextRetry = link.now + link.options.retry();
        }
    }

    private void sendWaiting() {
        while (canSend() && !waiting.isEmpty()) {
            Outgoing it = waiting.remove();
            try {
                send(it.packet());
                sent(it);
            } catch (MqttException refusal) {
                forget(it);
                fail(it, refusal);
            }
        }
    }

    /// Goes on after CONNACK.
    ///
    /// @param isSame whether the server goes on with the session, and so knows messages by their identifiers
    void open(boolean isSame) {
        Options options = link.options;
        aliases.reset(
                Math.min(options.topicAliases(), link.limits.topicAliasMaximum()), link.limits.topicAliasMaximum());
        window = Math.min(options.maxInFlight(), link.limits.receiveMaximum());
        inFlight = 0;
        waiting.clear();
        nextRetry = Link.NEVER;
        for (Outgoing it : inOrder()) {
            it.isCounted = false;
            if (it.state != Outgoing.State.RELEASED) {
                it.state = Outgoing.State.WAITING;
                it.isAgain &= isSame;
                waiting.add(it);
            } else if (isSame) {
                release(it);
            } else {
                forget(it);
                complete(it, Published.SUCCESS);
            }
        }
        sendWaiting();
    }

    /// "both the Client and Server MUST resend any unacknowledged PUBLISH packets (where QoS > 0) and PUBREL packets
    /// using their original Packet Identifiers" [MQTT-4.4.0-1 of 5.0], each in the order in which they were first
    /// sent.
    private List<Outgoing> inOrder() {
        List<Outgoing> all = new ArrayList<>();
        for (Exchange each : ids.all()) {
            if (each instanceof Outgoing it) {
                all.add(it);
            }
        }
        all.sort(Comparator.comparingLong(it -> it.order));
        return all;
    }

    void acknowledged(PubAck packet) {
        Outgoing it = find(packet.packetId());
        if (it == null) {
            return;
        }
        if (it.publish.qos() != 1 || it.state != Outgoing.State.SENT) {
            throw unexpected("PUBACK", it);
        }
        answered(it, packet.reasonCode(), packet.properties());
        forget(it);
        sendWaiting();
    }

    void received(PubRec packet) {
        Outgoing it = find(packet.packetId());
        if (it == null) {
            // We have forgotten the message, and the server may as well.
            link.send(new PubRel(packet.packetId(), notFound(), Properties.NONE));
            return;
        }
        if (it.publish.qos() != 2 || it.state == Outgoing.State.WAITING) {
            throw unexpected("PUBREC", it);
        }
        if (packet.reasonCode() >= 0x80) {
            answered(it, packet.reasonCode(), packet.properties());
            forget(it);
            sendWaiting();
            return;
        }
        if (it.state == Outgoing.State.SENT) {
            it.state = Outgoing.State.RELEASED;
            it.order = order++;
            store.released(it.id());
        }
        release(it);
    }

    private int notFound() {
        return link.options.isV5() ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND.value() : 0;
    }

    private void release(Outgoing it) {
        it.sentAt = link.now;
        link.send(new PubRel(it.id()));
        expectAnswer();
    }

    void completed(PubComp packet) {
        Outgoing it = find(packet.packetId());
        if (it == null) {
            return;
        }
        if (it.state != Outgoing.State.RELEASED) {
            throw unexpected("PUBCOMP", it);
        }
        // 0x92 is the answer to a PUBREL that came twice: the message has arrived all the same.
        answered(it, 0, packet.properties());
        forget(it);
        sendWaiting();
    }

    private @Nullable Outgoing find(int id) {
        return ids.get(id) instanceof Outgoing it ? it : null;
    }

    private static MqttException unexpected(String answer, Outgoing it) {
        return new MqttException(
                Failure.PROTOCOL,
                "The server sent " + answer + " for packet identifier " + it.id() + ", a message with QoS "
                        + it.publish.qos() + " that is " + it.state + ".",
                ReasonCode.PROTOCOL_ERROR.value(),
                Properties.NONE,
                null);
    }

    private void answered(Outgoing it, int code, Properties properties) {
        if (code >= 0x80) {
            fail(it, Refusals.publish(it.publish.topic(), code, properties));
        } else {
            complete(it, Published.of(code, properties));
        }
    }

    private void complete(Outgoing it, Published result) {
        if (it.done != null) {
            link.output.complete(it.done, result);
        }
    }

    private void fail(Outgoing it, MqttException reason) {
        if (it.done != null) {
            link.output.fail(it.done, reason);
        }
    }

    private void forget(Outgoing it) {
        inFlight -= it.isCounted ? 1 : 0;
        pending--;
        ids.remove(it.id());
        store.completed(it.id());
    }

    /// When to call [#retry()] next.
    long deadline() {
        return link.isOpen ? nextRetry : Link.NEVER;
    }

    /// Sends again what was not acknowledged in time.
    void retry() {
        if (deadline() > link.now) {
            return;
        }
        long next = Link.NEVER;
        for (Outgoing it : inOrder()) {
            if (it.state == Outgoing.State.WAITING) {
                continue;
            }
            if (it.sentAt + link.options.retry() <= link.now) {
                it.sentAt = link.now;
                link.send(it.state == Outgoing.State.SENT ? it.packet() : new PubRel(it.id()));
            }
            next = Math.min(next, it.sentAt + link.options.retry());
        }
        nextRetry = next;
    }

    /// Tells those who wait that nothing more will come for now; the messages stay.
    void abandon(MqttException reason) {
        for (Outgoing it : inOrder()) {
            fail(it, reason);
        }
    }

    /// Forgets all messages.
    void clear() {
        for (Outgoing it : inOrder()) {
            forget(it);
        }
        waiting.clear();
    }
}
