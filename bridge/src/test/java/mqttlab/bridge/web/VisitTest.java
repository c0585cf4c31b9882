package mqttlab.bridge.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Map;
import mqttlab.net.Listener;
import org.junit.jupiter.api.Test;

/// A connection before it is a WebSocket.
class VisitTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new Visit(
            new Web.Setup(Listener.http("http://127.0.0.1:0"), null, Map.of(), 1000, 1, it -> {}), new Assets()));

    /// Whether the visitor reads.
    private void reads(boolean on) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, on);
        channel.runPendingTasks();
    }

    @Test
    void takesNoRequestsOfWhoDoesNotReadTheAnswers() {
        reads(false);
        assertFalse(channel.config().isAutoRead());
        reads(true);
        assertTrue(channel.config().isAutoRead());
    }
}
