import mqttlab.client.Message;
import mqttlab.client.MqttClient;

/// Sends what comes to lab/java/in back, to lab/java/out. Stage 7 of `learn` asks you to change that.
///
///     java -cp cli/target/app/mqttlab.jar samples/learn/Answer.java mqtt://localhost:1883
public final class Answer {
    public static void main(String... args) {
        try (MqttClient client = MqttClient.builder().uri(args[0]).connect()) {
            client.subscribe("lab/java/in", 1, message -> answer(client, message));
            System.out.println("Waiting for messages to lab/java/in. Ctrl-C ends.");
            client.join();
        }
    }

    /// The callback: the library calls it with each message, on a thread of its own. It must not wait for the server.
    private static void answer(MqttClient client, Message message) {
        String text = message.text();
        var _ = client.publishAsync(Message.of("lab/java/out", text));
    }
}
