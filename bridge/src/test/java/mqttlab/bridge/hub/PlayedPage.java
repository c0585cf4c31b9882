package mqttlab.bridge.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;

/// A page that a test plays.
final class PlayedPage implements Wire {

    final Line line;
    int told;
    String end = "";

    PlayedPage(Hub hub) {
        line = hub.open(this);
    }

    void asks(String text) {
        line.received(text);
    }

    /// All that waits for it.
    List<String> gets() {
        List<String> all = new ArrayList<>();
        for (byte[] it = line.next(); it != null; it = line.next()) {
            all.add(new String(it, StandardCharsets.UTF_8));
        }
        return all;
    }

    @Override
    public void ready() {
        told++;
    }

    @Override
    public void close(String why) {
        end = why;
    }
}
