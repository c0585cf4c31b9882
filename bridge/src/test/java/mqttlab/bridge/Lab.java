package mqttlab.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.bridge.hub.Limits;
import mqttlab.bridge.web.Web;
import mqttlab.broker.Broker;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.Reconnect;
import mqttlab.net.Listener;

/// A broker, a bridge to it, and a client that publishes, for a test.
public final class Lab implements AutoCloseable {

    private Broker broker = Broker.start();
    public final int port = broker.port();
    private final MqttClient client;
    public final Bridge bridge;
    public final Web web;
    private MqttClient publisher;

    public static Lab open(boolean mayPublish, Limits limits, String... filters) throws Exception {
        return new Lab(mayPublish, limits, null, filters);
    }

    public static Lab withToken(String token) throws Exception {
        return new Lab(false, Limits.USUAL, token);
    }

    private Lab(boolean mayPublish, Limits limits, String token, String... filters) throws Exception {
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
                        limits,
                        it -> {}),
                client);
        told[0] = bridge;
        client.connect();
        bridge.subscribe().get(20, TimeUnit.SECONDS);
        web = bridge.serve();
        publisher = MqttClient.builder().port(port).connect();
    }

    public void publish(String topic, String payload) {
        publisher.publish(topic, payload);
    }

    public void publish(Message message) {
        publisher.publish(message);
    }

    public MqttClient publisher() {
        return publisher;
    }

    /// The broker ends.
    public void stopBroker() {
        publisher.close();
        broker.close();
    }

    /// And is there again, having forgotten all.
    public void startBroker() {
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
