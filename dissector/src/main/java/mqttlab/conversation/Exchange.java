package mqttlab.conversation;

import mqttlab.packet.PacketType;

/// One use of a packet identifier: from PUBLISH, SUBSCRIBE or UNSUBSCRIBE to the last acknowledgement.
final class Exchange {

    static final long UNKNOWN = Long.MIN_VALUE;

    final int id;
    final PacketType begunBy;
    /// 1 or 2; 0 where it was not a PUBLISH that began it.
    final int qos;
    /// The packet that comes next.
    PacketType awaited;
    /// The packet that awaits it.
    long packet;
    long time;
    final long first;
    /// When the first packet was sent; [#UNKNOWN] where it was not seen.
    long begun;

    /// Of the payload, to tell a message that is sent again from another one.
    long digest;
    /// Of a request with several topic filters.
    int filters;

    /// It comes from an earlier connection, and was not sent again on this one.
    boolean carried;
    /// It was sent more than once.
    boolean repeated;
    /// It stands in an [Order], and no later one was acknowledged before it.
    boolean ordered;
    /// It uses up Receive Maximum.
    boolean counts;
    boolean closed;

    Exchange(int id, PacketType begunBy, int qos, PacketType awaited, long packet, long time) {
        this.id = id;
        this.begunBy = begunBy;
        this.qos = qos;
        this.awaited = awaited;
        this.packet = packet;
        this.first = packet;
        this.time = time;
        this.begun = time;
    }

    void await(PacketType next, long packet, long time) {
        this.awaited = next;
        this.packet = packet;
        this.time = time;
    }

    /// The packet that was sent last.
    PacketType sent() {
        return switch (awaited) {
            case PUBREL -> PacketType.PUBREC;
            case PUBCOMP -> PacketType.PUBREL;
            default -> begunBy;
        };
    }
}
