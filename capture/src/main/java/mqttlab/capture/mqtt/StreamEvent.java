package mqttlab.capture.mqtt;

import mqttlab.capture.tcp.Ending;

/// What happened to a connection beside its packets.
public sealed interface StreamEvent {

    /// The connection.
    MqttStream stream();

    /// A connection was found to carry MQTT. Its packets follow.
    record Opened(MqttStream stream) implements StreamEvent {}

    /// Bytes that an end sent are missing in the capture.
    ///
    /// @param bytes how many, or 0 if that is not known
    record Lost(MqttStream stream, int sender, long bytes) implements StreamEvent {}

    /// Bytes that an end sent are not in the capture, or come out of turn: the other end had them when it sent what
    /// was seen before or comes next.
    record Unseen(MqttStream stream, int sender) implements StreamEvent {}

    /// Bytes that an end sent were not read, as no packet is known to begin in them.
    ///
    /// @param resumed whether packets follow; otherwise there were none to the end
    record Skipped(MqttStream stream, int sender, long bytes, boolean resumed) implements StreamEvent {}

    /// An end sent bytes again together with new ones. Those that came first were taken.
    record Overlapped(MqttStream stream, int sender, int bytes) implements StreamEvent {}

    /// A connection on a port of MQTT carries something else, and is not looked at.
    record Foreign(MqttStream stream, String protocol) implements StreamEvent {}

    /// Somebody has noted something about a frame in which no packet ends.
    ///
    /// @param frame its number
    record Remark(MqttStream stream, int sender, long frame, String comment) implements StreamEvent {}

    /// An end has closed its direction: it sends no more.
    ///
    /// @param time when it was, which may be before packets that came from behind a hole; or
    /// [mqttlab.capture.file.CapturedFrame#NO_TIME]
    record Finished(MqttStream stream, int sender, long time) implements StreamEvent {}

    /// The connection has ended.
    ///
    /// @param by the end that reset it, or that was the second to close it; -1 where neither did
    record Closed(MqttStream stream, Ending ending, int by) implements StreamEvent {}
}
