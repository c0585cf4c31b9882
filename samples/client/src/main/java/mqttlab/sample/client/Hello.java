package mqttlab.sample.client;

import mqttlab.client.MqttClient;

/// Publishes a message.
public final class Hello {
    public static void main(String... args) {
        try (MqttClient client = MqttClient.builder().uri(args[0]).connect()) {
            client.publish("hello/world", "Hello!");
        }
    }
}
