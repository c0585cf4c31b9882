package mqttlab.cli.dissection;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.MqttSink;
import mqttlab.capture.mqtt.StreamEvent;

/// Takes what is found in a capture, of which everything is only lent, and gives it to a [Dissection] to keep.
public final class Arrivals implements MqttSink {

    private final Dissection dissection;
    private final PacketId ids = new PacketId();
    private Seen next = new Seen();

    private long firstTime = CapturedFrame.NO_TIME;
    private long time = CapturedFrame.NO_TIME;

    public Arrivals(Dissection dissection) {
        this.dissection = dissection;
    }

    /// Takes note of a frame of the capture, before its packets.
    public void frame(CapturedFrame frame) {
        long now = frame.time();
        if (now != CapturedFrame.NO_TIME) {
            firstTime = firstTime == CapturedFrame.NO_TIME ? now : firstTime;
            time = now;
        }
    }

    @Override
    public void packet(MqttPacket packet) {
        next.take(packet, ids.next(packet.segment().frame().number()));
        next.captureBegan(firstTime);
        next = dissection.packet(next);
    }

    @Override
    public void event(StreamEvent event) {
        dissection.event(new Step.Event(event, time));
    }

    /// Has everything shown that has come so far, as the next may take its time.
    public void flush() {
        dissection.flush();
    }

    /// The first packet that waits for what later ones tell, as of [Seen#id], or [Seen#NONE].
    public long waiting() {
        return dissection.waiting();
    }

    /// Has all shown that waits, with what is known now.
    public void showWaiting() {
        dissection.showWaiting();
    }

    /// Shows what still waits, since nothing more will come.
    public void finish() {
        dissection.finish();
    }
}
