package mqttlab.bench.clients;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// HiveMQ's, by its interface of futures.
final class HiveMq implements Library {

    private final Mqtt3AsyncClient client;
    private final boolean keepsSession;
    /// It takes any number of messages, and becomes slow: so do those who measure it wait.
    private final Semaphore pending = new Semaphore(PENDING);

    HiveMq(Setup setup) {
        keepsSession = setup.keepsSession();
        client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(setup.clientId())
                .serverHost("127.0.0.1")
                .serverPort(setup.port())
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, _ -> setup.onMessage().run());
    }

    @Override
    public void connect() {
        client.connectWith()
                .cleanSession(!keepsSession)
                .restrictions()
                .sendMaximum(IN_FLIGHT)
                .applyRestrictions()
                .send()
                .join();
    }

    @Override
    public CompletableFuture<?> publish(String topic, int qos, byte[] payload) {
        pending.acquireUninterruptibly();
        Mqtt3Publish message = Mqtt3Publish.builder()
                .topic(topic)
                .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
                .payload(payload)
                .build();
        return client.publish(message).whenComplete((_, _) -> pending.release());
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
