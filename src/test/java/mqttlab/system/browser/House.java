package mqttlab.system.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.bridge.Bridge;
import mqttlab.bridge.hub.Limits;
import mqttlab.bridge.web.Web;
import mqttlab.broker.Broker;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.Reconnect;
import mqttlab.net.Listener;

/// A broker, a bridge to it, and a client that publishes.
final class House implements AutoCloseable {

    private Broker broker = Broker.start();
    final int port = broker.port();
    final Web web;
    private final MqttClient client;
    private final Bridge bridge;
    private MqttClient publisher;

    static House open(boolean mayPublish, String... filters) throws Exception {
        return new House(mayPublish, null, filters);
    }

    static House withToken(String token) throws Exception {
        return new House(false, token);
    }

    private House(boolean mayPublish, String token, String... filters) throws Exception {
        Bridge[] told = new Bridge[1];
        client = MqttClient.builder()
                .port(port)
                .reconnect(new Reconnect(Duration.ofMillis(50), Duration.ofMillis(100), Integer.MAX_VALUE))
                .onMessage(it -> told[0].message(it, Instant.now()))
                .onConnect(it -> told[0].connected())
                .onDisconnect(it -> told[0].disconnected(it))
                .build();
        bridge = new Bridge(
                new Bridge.Setup(
                        "localhost:" + port,
                        true,
                        List.of(filters),
                        0,
                        mayPublish,
                        Listener.http("http://127.0.0.1:0"),
                        token,
                        Limits.USUAL,
                        it -> {}),
                client);
        told[0] = bridge;
        client.connect();
        bridge.subscribe().get(20, TimeUnit.SECONDS);
        web = bridge.serve();
        publisher = MqttClient.builder().port(port).connect();
    }

    void publish(String topic, String payload) {
        publisher.publish(topic, payload);
    }

    void publish(Message message) {
        publisher.publish(message);
    }

    /// Has the pages get a message of another time.
    void tell(Message message, Instant time) {
        bridge.message(message, time);
    }

    void stopBroker() {
        publisher.close();
        broker.close();
    }

    /// It is there again, and has forgotten all.
    void startBroker() {
        broker = Broker.builder().listen("mqtt://127.0.0.1:" + port).start();
        publisher = MqttClient.builder().port(port).connect();
    }

    @Override
    public void close() {
        publisher.close();
        client.close();
        bridge.close();
        broker.close();
    }
}
