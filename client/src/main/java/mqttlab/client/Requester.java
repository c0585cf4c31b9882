package mqttlab.client;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import org.jspecify.annotations.Nullable;

/// Asks by messages, and gets the answers: each request carries a Response Topic of our own and Correlation Data that
/// no
/// other has, and only an answer with the same data counts. 5.0 section 4.10.
public final class Requester implements AutoCloseable {

    private final MqttClient client;
    private final String responseTopic;
    private final long salt = new SecureRandom().nextLong();
    private final AtomicLong number = new AtomicLong();
    private final Map<Bytes, CompletableFuture<Message>> open = new ConcurrentHashMap<>();

    private Requester(MqttClient client, String responseTopic) {
        this.client = client;
        this.responseTopic = responseTopic;
    }

    /// Subscribes to a topic for answers: below the server's Response Information where it has told one, else below
    /// "responses/" and the client identifier.
    static Requester open(MqttClient client) {
        ConnAck connAck = client.connAck();
        String told = connAck == null ? null : connAck.properties().text(PropertyId.RESPONSE_INFORMATION);
        Requester requester = new Requester(client, topic(told, client.clientId()));
        client.subscribe(requester.responseTopic, 1, requester::answered);
        return requester;
    }

    private static String topic(@Nullable String told, String clientId) {
        String below = told == null ? "responses/" + clientId.replaceAll("[/+#]", "_") : told;
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return below + (below.endsWith("/") ? "" : "/") + HexFormat.of().formatHex(random);
    }

    public String responseTopic() {
        return responseTopic;
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws MqttException where none comes in time, or the request is refused
    public Message request(Message request, Duration timeout) {
        client.mayWait();
        return MqttClient.await(requestAsync(request, timeout));
    }

    public CompletableFuture<Message> requestAsync(Message request, Duration timeout) {
        Bytes correlation = Bytes.of(ByteBuffer.allocate(16)
                .putLong(salt)
                .putLong(number.incrementAndGet())
                .array());
        Message whole = request.with(new Property.Text(PropertyId.RESPONSE_TOPIC, responseTopic))
                .with(new Property.Data(PropertyId.CORRELATION_DATA, correlation));
        CompletableFuture<Message> answer = new CompletableFuture<>();
        open.put(correlation, answer);
        CompletableFuture<Published> sent;
        try {
            sent = client.publishAsync(whole);
        } catch (RuntimeException e) {
            open.remove(correlation);
            throw e;
        }
        return sent.thenCompose(_ -> answer)
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, _) -> open.remove(correlation))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure, request, timeout)));
    }

    private static Throwable told(Throwable thrown, Message request, Duration timeout) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return failure instanceof TimeoutException
                ? new MqttException(
                        Failure.TIMEOUT,
                        "No answer to the request to " + request.topic() + " came in " + timeout.toMillis()
                                + " ms. Is anybody subscribed there?")
                : failure;
    }

    private void answered(Message message) {
        Bytes correlation = message.correlationData();
        CompletableFuture<Message> waiting = correlation == null ? null : open.get(correlation);
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    /// Ends the subscription; requests that are not answered yet will time out.
    @Override
    public void close() {
        client.unsubscribe(responseTopic);
    }
}
