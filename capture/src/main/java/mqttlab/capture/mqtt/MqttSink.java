package mqttlab.capture.mqtt;

import mqttlab.capture.file.CapturedFrame;

/// Gets what an [MqttExtractor] finds, in the order of the capture.
@FunctionalInterface
public interface MqttSink {

    /// Takes a packet, which is only lent.
    void packet(MqttPacket packet);

    /// Takes note of what happened to a connection.
    default void event(StreamEvent event) {}

    /// Takes note that a frame has been read, and brings no more packets.
    default void frameDone(CapturedFrame frame) {}
}
