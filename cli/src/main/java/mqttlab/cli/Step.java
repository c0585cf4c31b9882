package mqttlab.cli;

import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.finding.Finding;

/// What happens next in a capture: a packet, or something beside the packets.
sealed interface Step permits Seen, Step.Event, Step.Late {

    /// @param time when it was seen, or [mqttlab.capture.file.CapturedFrame#NO_TIME]
    record Event(StreamEvent event, long time) implements Step {}

    /// What was noticed of a packet that went before.
    record Late(Watched connection, Finding finding) implements Step {}
}
