package mqttlab.cli.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.client.Message;
import mqttlab.client.MqttException;
import mqttlab.client.Reconnect;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// Publishes each line of standard input: as fast as it comes and the server takes it.
final class LineSender implements Speech {

    private final Message model;
    private final Encoding encoding;
    private final boolean hasTopics;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    /// How many messages wait for their answers, and one more until the input has ended.
    private final AtomicLong open = new AtomicLong(1);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<@Nullable MqttException> refusal = new AtomicReference<>();
    private long count;

    /// @param model what all messages have in common
    /// @param hasTopics whether a line begins with its topic
    LineSender(Message model, Encoding encoding, boolean hasTopics) {
        this.model = model;
        this.encoding = encoding;
        this.hasTopics = hasTopics;
    }

    /// The input may take hours.
    @Override
    public Reconnect reconnect() {
        return Reconnect.STANDARD;
    }

    /// Of a session that goes on: nobody wants it.
    @Override
    public boolean received(Talk talk, Message message) {
        return true;
    }

    /// Reads by a thread of its own, so that a lost connection is noticed while the input is silent.
    @Override
    public int speak(Talk talk) {
        Thread.ofPlatform().daemon().name("mqttlab-stdin").start(() -> sendAll(talk));
        talk.end.await(done);
        MqttException first = refusal.get();
        if (first != null) {
            throw new Failure(
                    Statuses.of(first),
                    refused + " of " + count + " messages were refused; the first: " + first.getMessage());
        }
        return Status.OK;
    }

    private void sendAll(Talk talk) {
        try {
            Lines lines = new Lines(talk.streams.in());
            while (!talk.end.isReached() && lines.next()) {
                send(talk, lines);
            }
            answered();
        } catch (IllegalArgumentException e) {
            talk.end.by(Usage.wrong("line " + count + ": " + e.getMessage()));
        } catch (IOException e) {
            talk.end.by(new Failure(Status.FAILED, "standard input: " + e.getMessage()));
        } catch (MqttException | Failure e) {
            talk.end.by(e);
        } catch (End.Reached _) {
            // The command ends already.
        }
    }

    private void send(Talk talk, Lines line) {
        count++;
        byte[] array = line.array();
        int from = line.from();
        String topic = model.topic();
        if (hasTopics) {
            int space = from;
            while (space < line.to() && array[space] != ' ') {
                space++;
            }
            topic = new String(array, from, space - from, StandardCharsets.UTF_8);
            from = Math.min(space + 1, line.to());
        }
        Bytes payload =
                encoding.isPlain() ? Bytes.of(array, from, line.to() - from) : encoding.decode(array, from, line.to());
        // With QoS 0 the bytes are written before the next line is read; otherwise they are kept for some time.
        boolean isKept = model.qos() > 0;
        Message message = new Message(
                topic,
                isKept ? Bytes.of(payload.toArray()) : payload,
                model.qos(),
                model.retain(),
                model.properties(),
                0);
        var answer = talk.publish(message);
        if (isKept) {
            open.incrementAndGet();
            var _ = answer.whenComplete((_, failure) -> answered(talk, failure));
        }
    }

    private void answered(Talk talk, @Nullable Throwable failure) {
        if (failure instanceof MqttException e) {
            if (e.failure() != mqttlab.client.Failure.PUBLISH_REFUSED) {
                talk.end.by(e);
                return;
            }
            refusal.compareAndSet(null, e);
            refused.incrementAndGet();
        }
        answered();
    }

    private void answered() {
        if (open.decrementAndGet() == 0) {
            done.complete(Status.OK);
        }
    }
}
