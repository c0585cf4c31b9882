package mqttlab.client;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mqttlab.packet.Codec;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import org.jspecify.annotations.Nullable;

/// The subscriptions of a session: asked for, granted, and asked for again where the server has forgotten them.
final class Subscriptions {

    private record Granted(Subscribe.Request request, Properties properties) {}

    private final Link link;
    private final PacketIds ids;
    private final Map<String, Granted> granted = new LinkedHashMap<>();

    Subscriptions(Link link, PacketIds ids) {
        this.link = link;
        this.ids = ids;
    }

    void subscribe(List<Subscribe.Request> requests, Properties properties, CompletableFuture<SubAck> done) {
        Subscribing exchange = new Subscribing(new Subscribe(nextId(), properties, requests), done);
        sendOrCheck(exchange.packet());
        ids.put(exchange);
    }

    void unsubscribe(List<String> filters, Properties properties, CompletableFuture<UnsubAck> done) {
        Unsubscribing exchange = new Unsubscribing(new Unsubscribe(nextId(), properties, filters), done);
        sendOrCheck(exchange.packet());
        ids.put(exchange);
    }

    /// What is sent later must break no rule either.
    ///
    /// @throws MqttException where the server does not take it
    private void sendOrCheck(Packet packet) {
        if (link.isOpen) {
            send(packet);
        } else {
            Codec.write(packet, link.version());
        }
    }

    private void send(Packet packet) {
        MqttException refusal = link.limits.refusal(packet, link.version());
        if (refusal != null) {
            throw refusal;
        }
        link.send(packet);
    }

    private int nextId() {
        int id = ids.next();
        if (id == 0) {
            throw new MqttException(Failure.TOO_MANY, "All 65535 packet identifiers are in use.");
        }
        return id;
    }

    /// Goes on after CONNACK: what the server has forgotten is asked for again, and what it has not answered.
    void open(boolean isSame) {
        if (!isSame) {
            repeatGranted();
        }
        for (Exchange each : ids.all()) {
            switch (each) {
                case Subscribing it -> send(it, it.packet(), it.done());
                case Unsubscribing it -> send(it, it.packet(), it.done());
                case Outgoing _ -> {}
            }
        }
    }

    /// @param done who waits, or null
    private void send(Exchange exchange, Packet packet, @Nullable CompletableFuture<?> done) {
        try {
            send(packet);
        } catch (MqttException refusal) {
            ids.remove(exchange.id());
            if (done != null) {
                link.output.fail(done, refusal);
            }
        }
    }

    /// But not what an exchange is about that is not answered: that is the later word.
    private void repeatGranted() {
        Set<String> asked = new HashSet<>();
        for (Exchange each : ids.all()) {
            switch (each) {
                case Subscribing it when it.done() == null -> ids.remove(it.id());
                case Subscribing it -> it.packet().requests().forEach(request -> asked.add(request.filter()));
                case Unsubscribing it -> asked.addAll(it.packet().filters());
                case Outgoing _ -> {}
            }
        }
        for (Granted each : granted.values()) {
            if (!asked.contains(each.request.filter())) {
                Subscribe packet = new Subscribe(nextId(), each.properties, List.of(each.request));
                ids.put(new Subscribing(packet, null));
            }
        }
    }

    void acknowledged(SubAck answer) {
        if (!(ids.get(answer.packetId()) instanceof Subscribing it)) {
            return;
        }
        List<Subscribe.Request> requests = it.packet().requests();
        checkCount("SUBACK", requests.size(), answer.codes().size());
        ids.remove(it.id());
        for (int i = 0; i < requests.size(); i++) {
            String filter = requests.get(i).filter();
            if (answer.codes().get(i) < 0x80) {
                granted.put(filter, new Granted(requests.get(i), it.packet().properties()));
            } else {
                granted.remove(filter);
            }
        }
        if (it.done() != null) {
            link.output.complete(it.done(), answer);
        }
    }

    void acknowledged(UnsubAck answer) {
        if (!(ids.get(answer.packetId()) instanceof Unsubscribing it)) {
            return;
        }
        List<String> filters = it.packet().filters();
        if (link.options.isV5()) {
            checkCount("UNSUBACK", filters.size(), answer.codes().size());
        }
        ids.remove(it.id());
        for (int i = 0; i < filters.size(); i++) {
            if (!link.options.isV5() || answer.codes().get(i) < 0x80) {
                granted.remove(filters.get(i));
            }
        }
        link.output.complete(it.done(), answer);
    }

    private static void checkCount(String answer, int asked, int answered) {
        if (asked != answered) {
            throw new MqttException(
                    Failure.PROTOCOL,
                    "The server's " + answer + " has " + answered + " codes for " + asked + " topic filters.",
                    ReasonCode.PROTOCOL_ERROR.value(),
                    Properties.NONE,
                    null);
        }
    }

    /// Tells those who wait that no answer will come.
    void abandon(MqttException reason) {
        for (Exchange each : ids.all()) {
            switch (each) {
                case Subscribing it -> {
                    ids.remove(it.id());
                    if (it.done() != null) {
                        link.output.fail(it.done(), reason);
                    }
                }
                case Unsubscribing it -> {
                    ids.remove(it.id());
                    link.output.fail(it.done(), reason);
                }
                case Outgoing _ -> {}
            }
        }
    }

    void clear() {
        granted.clear();
    }
}
