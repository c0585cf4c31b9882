package mqttlab.bench.clients;

import java.util.concurrent.CompletableFuture;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.packet.Version;

/// Ours.
final class Mqttlab implements Library {

    private final MqttClient client;

    Mqttlab(Setup setup) {
        client = MqttClient.builder()
                .version(Version.V3_1_1)
                .host("127.0.0.1")
                .port(setup.port())
                .clientId(setup.clientId())
                .cleanStart(!setup.keepsSession())
                .maxInFlight(IN_FLIGHT)
                .maxPending(PENDING)
                .onMessage(_ -> setup.onMessage().run())
                .build();
    }

    @Override
    public void connect() {
        client.connect();
    }

    @Override
    public CompletableFuture<?> publish(String topic, int qos, byte[] payload) {
        return client.publishAsync(Message.of(topic, payload).withQos(qos));
    }

    @Override
    public void close() {
        client.close();
    }
}
