package mqttlab.conversation;

import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// Is told what an [Observer] finds out, while or after the packet is observed that shows it.
public interface Listener {

    void finding(Finding finding);

    /// A packet of one side, or what could not be read as one; what is found out about it is told before or after.
    /// The trace may be used again when this returns.
    default void seen(Party from, long packet, long time, Trace trace, @Nullable Packet read) {}

    /// Of a packet of this side only the beginning was seen.
    default void cut(Party from, long packet) {}

    /// Bytes are missing, or could not be understood.
    default void lost() {}

    /// What findings call another packet, in the words of whoever numbers them.
    default String name(long packet) {
        return "packet " + packet;
    }

    /// The packet `response` answers the packet `request`, so many nanoseconds after it.
    default void answered(long request, long response, long nanos) {}

    /// The packet was sent before, as the packet `first`.
    default void repeated(long packet, long first) {}

    /// The packet `last` completes what the packet `first` began: QoS 2, from PUBLISH to PUBCOMP.
    default void completed(long first, long last, long nanos) {}

    /// The server gave up the connection `stream` for another one of the same client.
    default void takenOver(int stream, int by) {}

    /// From the packet `from` to the packet `to`, which is -1 where the connection ended first, the sender could send
    /// no message that asks for an acknowledgement: `maximum` were under way, as many as the other side takes.
    default void stalled(Party sender, int maximum, long from, long to, long nanos) {}

    /// The packet uses an identifier that the packet `before` has in use.
    default void reused(long packet, int id, long before) {}

    /// The PUBLISH `copy` passes on the PUBLISH `original` of another connection, or of the same, so many nanoseconds
    /// after it. Told where [Sessions#followForwarding] asks for it.
    default void forwarded(long copy, long original, long nanos) {}

    /// The connection is over, and nothing has answered the packet.
    default void unanswered(long request, PacketType type) {}

    /// The connection is over, or the capture. Nothing more is told but that it was taken over.
    default void ended(Ended ended) {}

    /// Both of them: this names the packets, and the other is told of all after it.
    default Listener and(Listener other) {
        return new Both(this, other);
    }
}
