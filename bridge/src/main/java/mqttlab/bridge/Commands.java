package mqttlab.bridge;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import mqttlab.bridge.hub.Upstream;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttException;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// Carries out what a hub wants of an MQTT client, one after the other on a thread of its own: the client may have who
/// wants something wait until there is room.
final class Commands implements Upstream, AutoCloseable {

    private final MqttClient client;
    private final boolean isV5;
    private final int qos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mqttlab-bridge").factory());

    /// @param qos of all subscriptions
    Commands(MqttClient client, boolean isV5, int qos) {
        this.client = client;
        this.isV5 = isV5;
        this.qos = qos;
    }

    @Override
    public void subscribe(String filter, int number, Consumer<@Nullable String> answer) {
        ask(
                () -> client.subscribeAsync(List.of(new Subscribe.Request(filter, qos)), numbered(number)),
                this::refusal,
                answer);
    }

    /// Nothing where there are no Subscription Identifiers: before 5.0, or where the server does not take them.
    private Properties numbered(int number) {
        ConnAck connAck = client.connAck();
        boolean areTaken = isV5
                && (connAck == null
                        || connAck.properties().number(PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 1) == 1);
        return areTaken
                ? Properties.of(new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, number))
                : Properties.NONE;
    }

    private @Nullable String refusal(SubAck answer) {
        int code = answer.codes().getFirst();
        if (code < 0x80) {
            return null;
        }
        ReasonCode known = ReasonCode.of(PacketType.SUBACK, code);
        String why = answer.properties().text(PropertyId.REASON_STRING);
        return "the server refuses the subscription: "
                + (known == null ? "reason code 0x" + Integer.toHexString(code) : known.text())
                + (why == null ? "" : ": " + why);
    }

    @Override
    public void unsubscribe(String filter) {
        ask(() -> client.unsubscribeAsync(List.of(filter), Properties.NONE), _ -> null, _ -> {});
    }

    @Override
    public void publish(Message message, Consumer<@Nullable String> answer) {
        ask(() -> client.publishAsync(message), _ -> null, answer);
    }

    private interface Question<T> {
        CompletableFuture<T> ask();
    }

    private <T> void ask(
            Question<T> question, Function<T, @Nullable String> refusal, Consumer<@Nullable String> answer) {
        try {
            thread.execute(() -> {
                try {
                    var _ = question.ask()
                            .whenComplete((it, failure) ->
                                    answer.accept(failure == null ? refusal.apply(it) : reason(failure)));
                } catch (MqttException | IllegalArgumentException | IllegalStateException e) {
                    answer.accept(reason(e));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.accept("the bridge is going");
        }
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
