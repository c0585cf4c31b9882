package mqttlab.sample.client;

import java.time.Duration;
import java.util.Random;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;

/// A thermometer that publishes readings, and whether it is there: a retained status says "online", and its will says
/// "offline" when it vanishes. A reading that nobody got within a minute is not worth delivering.
public final class SensorSimulator {

    private static final long MINUTE = 60;

    /// Arguments: the server's URI, the sensor's name, how many readings, milliseconds between them.
    public static void main(String... args) throws InterruptedException {
        String name = args[1];
        int readings = Integer.parseInt(args[2]);
        Duration pause = Duration.ofMillis(Long.parseLong(args[3]));
        Message status =
                Message.of("sensors/" + name + "/status", "offline").withQos(1).retained();
        try (MqttClient client = MqttClient.builder()
                .uri(args[0])
                .clientId(name)
                .will(status)
                .onDisconnect(it -> System.err.println("disconnected: " + it))
                .connect()) {
            client.publish(Message.of(status.topic(), "online").withQos(1).retained());
            Random weather = new Random(1);
            double celsius = 20;
            for (int i = 0; i < readings; i++) {
                celsius += weather.nextGaussian() / 10;
                // Without waiting for the acknowledgement: closing the client does.
                var _ = client.publishAsync(Message.of(
                                "sensors/" + name + "/temperature", Double.toString(Math.round(celsius * 100) / 100.0))
                        .withQos(1)
                        .with(new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, MINUTE)));
                Thread.sleep(pause);
            }
            client.publish(status);
        }
    }
}
