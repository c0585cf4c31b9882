package mqttlab.broker.fuzz;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.broker.Broker;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;

/// Has a broker forget its retained messages, but for those at topics that begin with `$`.
final class Sweeper {

    private static final int LEAST = 3;

    private Sweeper() {}

    static void forgetRetained(Broker broker) throws Exception {
        long before;
        int times = 0;
        do {
            before = broker.figures().get().retained();
            sweep(broker.port());
        } while (++times < LEAST || broker.figures().get().retained() < before);
    }

    private static void sweep(int port) {
        Set<String> topics = ConcurrentHashMap.newKeySet();
        try (MqttClient client = MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .clientId("sweeper")
                .build()) {
            client.connect();
            client.subscribe("#", 0, message -> {
                if (message.retain()) {
                    topics.add(message.topic());
                }
            });
            // What is retained comes before the answer to what follows, though it may be handed over a little later.
            client.ping();
            client.unsubscribe("#");
            for (String topic : topics) {
                client.publish(Message.of(topic, new byte[0]).withQos(1).retained());
            }
        }
    }
}
