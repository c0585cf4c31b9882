package mqttlab.conversation;

import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// Two listeners, told of everything one after the other.
record Both(Listener first, Listener second) implements Listener {

    @Override
    public String name(long packet) {
        return first.name(packet);
    }

    @Override
    public void finding(Finding finding) {
        first.finding(finding);
        second.finding(finding);
    }

    @Override
    public void seen(Party from, long packet, long time, Trace trace, @Nullable Packet read) {
        first.seen(from, packet, time, trace, read);
        second.seen(from, packet, time, trace, read);
    }

    @Override
    public void cut(Party from, long packet) {
        first.cut(from, packet);
        second.cut(from, packet);
    }

    @Override
    public void lost() {
        first.lost();
        second.lost();
    }

    @Override
    public void answered(long request, long response, long nanos) {
        first.answered(request, response, nanos);
        second.answered(request, response, nanos);
    }

    @Override
    public void repeated(long packet, long original) {
        first.repeated(packet, original);
        second.repeated(packet, original);
    }

    @Override
    public void completed(long begun, long last, long nanos) {
        first.completed(begun, last, nanos);
        second.completed(begun, last, nanos);
    }

    @Override
    public void takenOver(int stream, int by) {
        first.takenOver(stream, by);
        second.takenOver(stream, by);
    }

    @Override
    public void stalled(Party sender, int maximum, long from, long to, long nanos) {
        first.stalled(sender, maximum, from, to, nanos);
        second.stalled(sender, maximum, from, to, nanos);
    }

    @Override
    public void reused(long packet, int id, long before) {
        first.reused(packet, id, before);
        second.reused(packet, id, before);
    }

    @Override
    public void forwarded(long copy, long original, long nanos) {
        first.forwarded(copy, original, nanos);
        second.forwarded(copy, original, nanos);
    }

    @Override
    public void unanswered(long request, PacketType type) {
        first.unanswered(request, type);
        second.unanswered(request, type);
    }

    @Override
    public void ended(Ended ended) {
        first.ended(ended);
        second.ended(ended);
    }
}
