package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.store.SessionStore;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;

/// A session under test, and what it asks for. The packets it sends must be ones that can be sent.
final class Recorder implements Output {

    static final ConnAck ACCEPTED = new ConnAck(false, 0, Properties.NONE);
    static final ConnAck RESUMED = new ConnAck(true, 0, Properties.NONE);

    final Session session;
    final List<Message> delivered = new ArrayList<>();
    private final Version version;
    private final List<Packet> sent = new ArrayList<>();
    MqttException reason;
    boolean isClosed;
    long now;

    Recorder(Options options) {
        this(options, SessionStore.NONE, SessionStore.Kept.NOTHING);
    }

    Recorder(Options options, SessionStore store, SessionStore.Kept kept) {
        version = options.version();
        session = new Session(options, store, kept, this);
    }

    static Options options(Version version) {
        return new Options(version, "me", false, 60, null, null, null, Properties.NONE, 0xffff, 0xffff, 0, 0, null);
    }

    static Options with(Options it, Property... properties) {
        return new Options(
                it.version(),
                it.clientId(),
                it.cleanStart(),
                it.keepAlive(),
                it.userName(),
                it.password(),
                it.will(),
                Properties.of(properties),
                it.maxInFlight(),
                it.maxPending(),
                it.retry(),
                it.topicAliases(),
                it.authentication());
    }

    static Property number(PropertyId id, long value) {
        return new Property.Numeric(id, value);
    }

    /// The session is told of a new connection, and of this answer to its CONNECT.
    Recorder connect(ConnAck answer) {
        isClosed = false;
        reason = null;
        session.opened(now);
        sent.clear();
        session.received(answer, now);
        return this;
    }

    Recorder receives(Packet... packets) {
        for (Packet packet : packets) {
            byte[] bytes = Codec.write(packet, version);
            session.received(Codec.read(bytes, 0, bytes.length, version), now);
        }
        return this;
    }

    /// What was sent since the last call is this.
    Recorder sends(Packet... packets) {
        assertEquals(List.of(packets), sent);
        sent.clear();
        return this;
    }

    boolean isQuiet() {
        return sent.isEmpty() && delivered.isEmpty();
    }

    List<Packet> sent() {
        List<Packet> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    CompletableFuture<Published> publish(String topic, int qos) {
        CompletableFuture<Published> done = new CompletableFuture<>();
        session.publish(Message.of(topic, "x").withQos(qos), done, now);
        return done;
    }

    /// The same, where nobody asks what becomes of it.
    Recorder publishes(String topic, int qos) {
        session.publish(Message.of(topic, "x").withQos(qos), new CompletableFuture<>(), now);
        return this;
    }

    static Publish publish(String topic, int qos, boolean dup, int id) {
        return new Publish(topic, qos, dup, false, id, Properties.NONE, Bytes.utf8("x"));
    }

    Recorder handlesAll() {
        for (Message each : List.copyOf(delivered)) {
            session.handled(each, now);
        }
        delivered.clear();
        return this;
    }

    @Override
    public void send(Packet packet) {
        Codec.write(packet, version);
        sent.add(packet);
    }

    @Override
    public void deliver(Message message) {
        delivered.add(message);
    }

    @Override
    public void connected(ConnAck connAck) {}

    @Override
    public <T> void complete(CompletableFuture<T> future, T value) {
        future.complete(value);
    }

    @Override
    public void fail(CompletableFuture<?> future, MqttException why) {
        future.completeExceptionally(why);
    }

    @Override
    public void close(MqttException why) {
        if (!isClosed) {
            isClosed = true;
            reason = why;
        }
    }
}
