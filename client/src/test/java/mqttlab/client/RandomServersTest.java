package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// Servers that say anything.
class RandomServersTest {

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void randomBytes(@ForAll @Size(min = 1, max = 100) byte[] bytes) throws IOException {
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes);
        });
        // Even where it is a CONNACK, the end comes.
        try (server;
                MqttClient client = server.client().build()) {
            assertThrows(MqttException.class, () -> {
                client.connect();
                client.join();
            });
        }
    }
}
