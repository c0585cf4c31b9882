package mqttlab.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mqttlab.client.store.SessionStore;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import org.jspecify.annotations.Nullable;

/// A client of an MQTT server.
///
/// Each operation comes in two forms: one waits for the server's answer, and throws what went wrong; the other, whose
/// name ends in `Async`, returns a future. Both wait while there is no room for more: when 256 KiB wait to be written,
/// or [as many messages][MqttClientBuilder#maxPending] wait for their acknowledgement as may. All methods may be called
/// by any thread.
///
/// Callbacks come one at a time, in the order in which the server sent the packets, on a thread that reads nothing in
/// the meantime: a slow callback slows the server down, and fills no memory. What happens next on that thread is the
/// acknowledgement of the message: so one whose callback throws is not acknowledged, and ends the connection. A
/// callback cannot wait for the server, as nobody would read the answer: there the waiting forms throw an
/// [IllegalStateException], and the `Async` ones are to be used. Futures are completed on the same thread.
public final class MqttClient implements AutoCloseable {

    private final Engine engine;
    private final Handlers handlers;
    private volatile CompletableFuture<Disconnection> ended =
            CompletableFuture.completedFuture(new Disconnection(null, null));
    private volatile boolean isClosed;

    MqttClient(Setup setup, SessionStore.Kept kept) {
        engine = new Engine(setup, kept);
        handlers = new Handlers(setup.onMessage(), setup.options().isV5());
    }

    public static MqttClientBuilder builder() {
        return new MqttClientBuilder();
    }

    /// Connects, once, and returns the server's CONNACK. Only a connection that was made is made again when it is lost.
    ///
    /// @throws MqttException where there is no connection, and why
    public ConnAck connect() {
        mayWait();
        return await(connectAsync());
    }

    public CompletableFuture<ConnAck> connectAsync() {
        CompletableFuture<ConnAck> connected = new CompletableFuture<>();
        engine.lock.lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("The client is closed.");
            }
            if (engine.isRunning) {
                throw new IllegalStateException("The client is connected already, or about to be.");
            }
            ended = new CompletableFuture<>();
            engine.start(new Life(engine, handlers, connected, ended), connected);
        } finally {
            engine.lock.unlock();
        }
        return connected;
    }

    /// Publishes a text with QoS 0.
    public void publish(String topic, String text) {
        publish(Message.of(topic, text));
    }

    /// Publishes a message. With QoS 0 it returns when the message is to be written next; with QoS 1 and 2, when the
    /// server has acknowledged it.
    ///
    /// @throws MqttException where the server refuses the message, or its connection is lost for good
    /// @throws IllegalArgumentException where the message breaks a rule of the version
    public Published publish(Message message) {
        if (message.qos() > 0) {
            mayWait();
        }
        return await(publishAsync(message));
    }

    public CompletableFuture<Published> publishAsync(Message message) {
        if (message.qos() > 0) {
            return publishKept(message);
        }
        engine.lockForPacket(false);
        try {
            engine.session.publish(message, engine.now());
        } finally {
            engine.unlock();
        }
        return CompletableFuture.completedFuture(Published.SUCCESS);
    }

    private CompletableFuture<Published> publishKept(Message message) {
        CompletableFuture<Published> done = new CompletableFuture<>();
        boolean isWriting;
        engine.lockForPacket(true);
        try {
            engine.session.publish(message, done, engine.now());
            isWriting = engine.session.isOpen();
            if (isWriting) {
                engine.keepSoon();
            }
        } finally {
            engine.unlock();
        }
        if (!isWriting) {
            engine.keep();
        }
        return done;
    }

    /// Subscribes to what matches `filter`, and has `handler` called for it. Returns the QoS that the server grants.
    ///
    /// A message is handed to all handlers whose filters match, and to [MqttClientBuilder#onMessage] where none
    /// does.
    ///
    /// @throws MqttException where the server refuses the subscription
    public int subscribe(String filter, int qos, Consumer<? super Message> handler) {
        handlers.put(filter, handler);
        try {
            return subscribe(filter, qos);
        } catch (RuntimeException e) {
            handlers.remove(filter);
            throw e;
        }
    }

    /// Has `handler` called for messages that match `filter`, and subscribes to nothing. Where a session goes on, its
    /// messages come as soon as the connection is made: this is then to be called before.
    public void handle(String filter, Consumer<? super Message> handler) {
        handlers.put(filter, handler);
    }

    /// Subscribes to what matches `filter`. Returns the QoS that the server grants.
    ///
    /// @throws MqttException where the server refuses the subscription
    public int subscribe(String filter, int qos) {
        SubAck answer = subscribe(List.of(new Subscribe.Request(filter, qos)), Properties.NONE);
        int code = answer.codes().getFirst();
        if (code >= 0x80) {
            throw Refusals.subscribe(
                    filter, code, answer.properties(), engine.setup.options().version());
        }
        return code;
    }

    /// Subscribes to several filters at once. Returns the answer, in which some or all may be refused.
    public SubAck subscribe(List<Subscribe.Request> requests, Properties properties) {
        mayWait();
        return await(subscribeAsync(requests, properties));
    }

    public CompletableFuture<SubAck> subscribeAsync(List<Subscribe.Request> requests, Properties properties) {
        CompletableFuture<SubAck> done = new CompletableFuture<>();
        engine.lockForPacket(false);
        try {
            engine.session.subscribe(requests, properties, done, engine.now());
        } finally {
            engine.unlock();
        }
        return done;
    }

    /// Ends subscriptions, and calls their handlers no more. Returns the answer, in which some may be refused.
    public UnsubAck unsubscribe(String... filters) {
        mayWait();
        return await(unsubscribeAsync(List.of(filters), Properties.NONE));
    }

    public CompletableFuture<UnsubAck> unsubscribeAsync(List<String> filters, Properties properties) {
        CompletableFuture<UnsubAck> done = new CompletableFuture<>();
        engine.lockForPacket(false);
        try {
            engine.session.unsubscribe(filters, properties, done, engine.now());
        } finally {
            engine.unlock();
        }
        for (String filter : filters) {
            handlers.remove(filter);
        }
        return done;
    }

    /// Subscribes to a topic of its own for the answers to requests. 5.0 only.
    public Requester requester() {
        if (!engine.setup.options().isV5()) {
            throw new IllegalStateException("Requests and their answers need MQTT 5.0.");
        }
        return Requester.open(this);
    }

    /// Publishes the answer to a request, where it asks for one: to its Response Topic, with its Correlation Data and
    /// QoS. May be called in a callback.
    public CompletableFuture<Published> answerAsync(Message request, Bytes payload) {
        String topic = request.responseTopic();
        if (topic == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("The request has no Response Topic."));
        }
        Message answer = Message.of(topic, payload).withQos(request.qos());
        Bytes correlation = request.correlationData();
        return publishAsync(
                correlation == null
                        ? answer
                        : answer.with(new Property.Data(PropertyId.CORRELATION_DATA, correlation)));
    }

    /// Authenticates again on the open connection, by a new authenticator. 5.0 section 4.12.1. The future has the
    /// properties of the server's last AUTH.
    ///
    /// @throws IllegalStateException where the last authentication has not ended, or the connection was made
    /// without one
    public CompletableFuture<Properties> reauthenticateAsync() {
        CompletableFuture<Properties> done = new CompletableFuture<>();
        engine.lockForPacket(false);
        try {
            engine.session.reauthenticate(done, engine.now());
        } finally {
            engine.unlock();
        }
        return done;
    }

    /// Asks the server for a sign of life. Returns how long its answer took.
    ///
    /// @throws MqttException where none comes
    public Duration ping() {
        mayWait();
        return await(pingAsync());
    }

    public CompletableFuture<Duration> pingAsync() {
        CompletableFuture<Duration> done = new CompletableFuture<>();
        engine.lockForPacket(false);
        try {
            engine.session.ping(done, engine.now());
        } finally {
            engine.unlock();
        }
        return done;
    }

    /// The CONNACK of the present connection or the last, or null.
    public @Nullable ConnAck connAck() {
        return locked(() -> engine.connAck);
    }

    /// The client identifier: ours, or the one that the server has assigned.
    public String clientId() {
        return locked(engine.session::clientId);
    }

    /// Whether the server has accepted the connection, which is not yet known to be lost.
    public boolean isConnected() {
        return locked(engine.session::isOpen);
    }

    /// How many messages with QoS 1 and 2 are not yet acknowledged.
    public int pending() {
        return locked(engine.session::pending);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> question) {
        engine.lock.lock();
        try {
            return question.get();
        } finally {
            engine.lock.unlock();
        }
    }

    /// Says goodbye and ends the connection; the server publishes no will. Who waits for answers gets none. The client
    /// may connect again, and then sends what was not acknowledged. In a callback for a message, those before it
    /// are
    /// acknowledged, and it is not. What has come and was not handed over yet is not any more; where it is of QoS 1
    /// or 2 and the session is kept, the server sends it again.
    ///
    /// It waits until all messages are written, as long as the server takes them.
    ///
    /// @throws MqttException where the server does not: it takes nothing [for a
    /// while][MqttClientBuilder#closeTimeout], or closes the connection
    public void disconnect() {
        disconnect(0, Properties.NONE);
    }

    /// The same with another reason code, such as [mqttlab.packet.ReasonCode#DISCONNECT_WITH_WILL_MESSAGE].
    public void disconnect(int reasonCode, Properties properties) {
        if (engine.isCallback()) {
            engine.acknowledge.run();
        }
        boolean wasRunning;
        engine.lock.lock();
        try {
            wasRunning = engine.isRunning;
            engine.stop(reasonCode, properties);
        } finally {
            engine.unlock();
        }
        if (!engine.isCallback()) {
            MqttException reason = ended.join().reason();
            if (wasRunning && reason != null && reason.failure() == Failure.CLOSED) {
                throw reason.again();
            }
        }
    }

    /// Waits until the client has disconnected.
    ///
    /// @throws MqttException where the connection is lost for good, and why
    public void join() {
        mayWait();
        MqttException reason = await(ended).reason();
        if (reason != null) {
            throw reason.again();
        }
    }

    /// Waits until the server has answered all that was asked, [for a while][MqttClientBuilder#closeTimeout], then
    /// [disconnects][#disconnect()] for good.
    @Override
    public void close() {
        if (!engine.isCallback()) {
            try {
                engine.drain(engine.setup.closeTimeout().toNanos());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            disconnect();
        } finally {
            isClosed = true;
            closeStore();
        }
    }

    private void closeStore() {
        try {
            engine.setup.store().close();
        } catch (IOException e) {
            throw new MqttException(Failure.STORE, "The session cannot be kept: " + e.getMessage(), e);
        }
    }

    /// @throws IllegalStateException in a callback
    void mayWait() {
        if (engine.isCallback()) {
            throw new IllegalStateException("A callback cannot wait for the server, as nobody would read its answer:"
                    + " use the method whose name ends in Async.");
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MqttException failure) {
                throw failure.again();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MqttException(Failure.CLOSED, "The thread was interrupted while it waited.", e);
        }
    }
}
