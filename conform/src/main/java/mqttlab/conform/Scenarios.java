package mqttlab.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The conversations that come with the program.
public final class Scenarios {

    /// The files, in the order of the standard, as far as they have one.
    static final List<String> FILES = List.of(
            "packets",
            "text",
            "connect",
            "session",
            "will",
            "keep-alive",
            "publish",
            "retain",
            "subscribe",
            "unsubscribe",
            "topics",
            "order",
            "flow",
            "properties",
            "alias",
            "expiry",
            "shared",
            "auth",
            "disconnect");

    private Scenarios() {}

    /// All of them, in their order.
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (String name : FILES) {
            String file = name + ".txt";
            all.addAll(ScenarioReader.read(file, lines(file), all.size() + 1));
        }
        return all;
    }

    /// The lines of a file of ours.
    static List<String> lines(String file) {
        try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file mqttlab/conform/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
