package mqttlab.broker.hub;

/// A message on its way to one client, at QoS 1 or 2.
final class Delivery {

    final Message message;

    /// 1 or 2.
    final int qos;

    /// The RETAIN flag to send.
    final boolean retain;

    /// The Subscription Identifiers to send.
    final int[] identifiers;

    /// The place in the session's order.
    final long position;

    /// 0 until it is sent for the first time.
    int packetId;

    /// Whether PUBREC came, so that PUBREL goes out from now on.
    boolean isReleased;

    Delivery(Message message, int qos, boolean retain, int[] identifiers, long position) {
        this.message = message;
        this.qos = qos;
        this.retain = retain;
        this.identifiers = identifiers;
        this.position = position;
    }
}
