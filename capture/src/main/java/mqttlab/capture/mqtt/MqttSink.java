package mqttlab.capture.mqtt;

import mqttlab.capture.file.CapturedFrame;

/// Gets what an [MqttExtractor] finds, as soon as it is known: what one end sends comes in the order in which it
/// was sent.
@FunctionalInterface
public interface MqttSink {

    /// Takes a packet, which is only lent.
    void packet(MqttPacket packet);

    /// Takes note of what happened to a connection.
    default void event(StreamEvent event) {}

    /// Takes note that a frame has been read. Packets that come later are of later frames, but for those that were
    /// waiting for a hole to be filled.
    default void frameDone(CapturedFrame frame) {}
}
