package mqttlab.client;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A program that [KillTest] kills: publishes numbered messages with QoS 2, and prints the number of each that is
/// acknowledged.
final class KilledPublisher {
    private KilledPublisher() {}

    /// Arguments: port, session file, first number, how many; none sends only what was left behind.
    public static void main(String... args) {
        int first = Integer.parseInt(args[2]);
        int count = Integer.parseInt(args[3]);
        try (MqttClient client = MqttClient.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .clientId("killed")
                .sessionStore(Path.of(args[1]))
                .connect()) {
            for (int i = first; i < first + count; i++) {
                String number = Integer.toString(i);
                CompletableFuture<Published> done =
                        client.publishAsync(Message.of("killed", number).withQos(2));
                var _ = done.thenRun(() -> {
                    // In one write: half a line would look like another number.
                    System.out.print(number + "\n");
                    System.out.flush();
                });
            }
        }
    }
}
