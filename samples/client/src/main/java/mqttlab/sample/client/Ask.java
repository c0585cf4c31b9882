package mqttlab.sample.client;

import java.time.Duration;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.Requester;

/// Asks [CapitalsService].
public final class Ask {

    /// Arguments: the server's URI, the text.
    public static void main(String... args) {
        try (MqttClient client = MqttClient.builder().uri(args[0]).connect();
                Requester requester = client.requester()) {
            Message request = Message.of("service/capitals", args[1]).withQos(1);
            System.out.println(
                    requester.request(request, Duration.ofSeconds(10)).text());
        }
    }
}
