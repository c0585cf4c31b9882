package mqttlab.cli;

import mqttlab.capture.mqtt.StreamEvent;

/// What shows packets of a capture, one after the other.
interface View {

    /// Shows nothing.
    View NOTHING = seen -> {};

    default void begin() {}

    void packet(Seen seen);

    default void event(StreamEvent event) {}

    default void end() {}
}
