package mqttlab.bridge;

import org.jspecify.annotations.Nullable;

/// What stands at our end of a page's WebSocket.
public interface Line {

    /// The page has sent a text.
    void received(String text);

    /// The next text for the page, UTF-8, or null where there is none: [Wire#ready()] then tells of the next. It is
    /// asked for when the page's connection has room for it.
    byte @Nullable [] next();

    /// Whether the page has asked for so much that nothing is to be read from it now.
    boolean isBusy();

    /// The page has gone.
    void closed();
}
