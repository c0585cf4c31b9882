package mqttlab.sample.client;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.Published;
import mqttlab.packet.Bytes;

/// A service that answers each request with the same text in capitals. As many instances as you like share the work:
/// the subscription is a shared one.
public final class CapitalsService implements AutoCloseable {

    private final MqttClient client;

    public CapitalsService(String uri) {
        client = MqttClient.builder().uri(uri).connect();
        client.subscribe("$share/capitals/service/capitals", 1, this::answer);
    }

    private void answer(Message request) {
        if (request.responseTopic() == null) {
            System.err.println("a request that wants no answer: " + request);
            return;
        }
        CompletableFuture<Published> answered =
                client.answerAsync(request, Bytes.utf8(request.text().toUpperCase(Locale.ROOT)));
        var _ = answered.exceptionally(failure -> {
            System.err.println("not answered: " + failure.getMessage());
            return Published.SUCCESS;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    public static void main(String... args) {
        try (CapitalsService service = new CapitalsService(args[0])) {
            service.client.join();
        }
    }
}
