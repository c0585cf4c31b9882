package mqttlab.cli.client;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.client.Message;
import mqttlab.client.Published;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Publishes a request, and waits for its answer: with 5.0 the one that has its Correlation Data, before the first
/// message that comes.
final class Asker implements Speech {

    /// @param answers where the answer is to come, or null for a topic of our own
    /// @param noRetained whether a retained message is no answer
    record Question(Message message, @Nullable String answers, Properties subscribing, boolean noRetained) {}

    private static final int RANDOM_BYTES = 16;

    private final Question question;
    private final @Nullable MessagePrinter printer;
    private final CompletableFuture<Message> answer = new CompletableFuture<>();
    private volatile @Nullable Bytes correlation;
    private volatile long answered;

    /// @param printer of the answer, or null where the time it takes is to be printed
    Asker(Question question, @Nullable MessagePrinter printer) {
        this.question = question;
        this.printer = printer;
    }

    @Override
    public int speak(Talk talk) {
        Message request = request(talk);
        long asked = System.nanoTime();
        var _ = talk.client.publishAsync(request).whenComplete((published, failure) -> asked(talk, published, failure));
        Message message = talk.end.await(answer);
        if (printer == null) {
            BigDecimal seconds = BigDecimal.valueOf(answered - asked, 9);
            talk.streams.out().println(seconds.toPlainString());
        } else {
            printer.print(message);
        }
        return Status.OK;
    }

    /// Subscribes to where the answer is to come, and returns the request that says so.
    private Message request(Talk talk) {
        Message request = question.message;
        String topic = question.answers;
        if (talk.version == Version.V5) {
            topic = topic == null ? "responses/" + HexFormat.of().formatHex(random()) : topic;
            Bytes given = request.correlationData();
            Bytes ours = given == null ? Bytes.of(random()) : given;
            correlation = ours;
            request = request.with(new Property.Text(PropertyId.RESPONSE_TOPIC, topic))
                    .with(new Property.Data(PropertyId.CORRELATION_DATA, ours));
        }
        var wanted = new Subscribe.Request(String.valueOf(topic), request.qos());
        SubAck granted = talk.end.await(talk.client.subscribeAsync(List.of(wanted), question.subscribing));
        int code = granted.codes().getFirst();
        if (code >= 0x80) {
            throw new Failure(
                    code, "the server refused the subscription to " + topic + " (0x" + Integer.toHexString(code) + ")");
        }
        return request;
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void asked(Talk talk, @Nullable Published published, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else if (published != null && published.reasonCode() == ReasonCode.NO_MATCHING_SUBSCRIBERS.value()) {
            talk.say("nobody is subscribed to " + question.message.topic());
        }
    }

    @Override
    public boolean received(Talk talk, Message message) {
        if (question.noRetained && message.retain()) {
            return true;
        }
        Bytes wanted = correlation;
        Bytes given = message.correlationData();
        if (wanted != null && (given == null || !given.equals(wanted))) {
            talk.say("left out a message to " + Show.escaped(message.topic())
                    + " whose Correlation Data is not that of the request");
            return true;
        }
        answered = System.nanoTime();
        answer.complete(message);
        return true;
    }
}
