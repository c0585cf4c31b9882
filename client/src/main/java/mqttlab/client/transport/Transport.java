package mqttlab.client.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// A way to a server.
public interface Transport {

    /// Opens a connection, and says each step that has succeeded.
    ///
    /// @throws IOException that says what was tried and why it failed
    Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException;

    /// Where it leads, as a URI without credentials: "mqtts://example.org:8883".
    @Override
    String toString();
}
