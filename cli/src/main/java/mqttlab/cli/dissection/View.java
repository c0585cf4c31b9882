package mqttlab.cli.dissection;

import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.conversation.Listener;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;

/// What shows packets of a capture, one after the other.
public interface View {

    /// Shows nothing.
    View NOTHING = seen -> {};

    default void begin() {}

    /// Whether it keeps the packets that it is given; else they are lent, and filled anew when it returns.
    default boolean isKeeping() {
        return false;
    }

    void packet(Seen seen);

    /// Takes note of a packet that is not to be shown, in its place among those that are.
    default void hidden(Seen seen) {}

    default void event(StreamEvent event) {}

    /// Who wants to be told of all that is noticed of a connection, whatever packets are shown; null for nobody.
    ///
    /// @param client the end that is the client, or -1
    default @Nullable Listener listener(MqttStream stream, int client) {
        return null;
    }

    /// Shows what was noticed of a packet of this connection that was shown before.
    default void finding(Watched connection, Finding finding) {}

    /// The server gave up the connection `stream` for another one of the same client.
    default void takenOver(int stream, int by) {}

    /// Lets go of what was shown so far, as the next may take its time.
    default void flush() {}

    default void end() {}
}
