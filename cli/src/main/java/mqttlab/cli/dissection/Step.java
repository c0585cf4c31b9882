package mqttlab.cli.dissection;

import mqttlab.capture.mqtt.StreamEvent;

/// What happens next in a capture: a packet, or something beside the packets.
sealed interface Step permits Seen, Step.Event {

    /// @param time when it was seen, or [mqttlab.capture.file.CapturedFrame#NO_TIME]
    record Event(StreamEvent event, long time) implements Step {}
}
