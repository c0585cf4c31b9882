package mqttlab.conversation;

import mqttlab.finding.Finding;
import mqttlab.packet.PacketType;

/// Is told what an [Observer] finds out, while or after the packet is observed that shows it.
public interface Listener {

    void finding(Finding finding);

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

    /// The PUBLISH `copy` passes on the PUBLISH `original` of another connection, or of the same, so many nanoseconds
    /// after it. Told where [Sessions#followForwarding] asks for it.
    default void forwarded(long copy, long original, long nanos) {}

    /// The connection is over, and nothing has answered the packet.
    default void unanswered(long request, PacketType type) {}
}
