package mqttlab.broker.hub;

import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// A change of what outlives the broker. Those made since the file was new, in their order, are all that a restarted
/// broker knows; a [Store] may say the same with fewer.
public sealed interface Change {

    /// A session that outlives its connection begins, or one that is there gets another expiry or user.
    ///
    /// @param user whose it is; null for nobody in particular
    /// @param expiry seconds that it outlives its connection; 0xFFFFFFFF for ever
    /// @param endsAt when it expires, in milliseconds since 1970; [Long#MAX_VALUE] while it is connected or for
    /// ever
    record SessionKept(String clientId, @Nullable String user, long expiry, long endsAt) implements Change {}

    /// A session ends, with all that belongs to it: subscriptions, deliveries, identifiers.
    record SessionEnded(String clientId) implements Change {}

    /// A subscription begins, or replaces the one with the same filter.
    ///
    /// @param identifier the Subscription Identifier, 0 for none
    record Subscribed(String clientId, Subscribe.Request request, int identifier) implements Change {}

    record Unsubscribed(String clientId, String filter) implements Change {}

    /// A message that is retained, or waits for somebody, gets a number.
    ///
    /// @param number from 1 up, never used again
    record MessageKept(long number, Message message) implements Change {}

    /// Nothing refers to this message any more.
    record MessageDropped(long number) implements Change {}

    /// A message is retained at its topic, instead of the one before.
    record Retained(String topic, long message) implements Change {}

    record RetainedRemoved(String topic) implements Change {}

    /// A message waits for a client.
    ///
    /// @param position from 1 up within the session; deliveries go out in this order
    /// @param qos 1 or 2, that of the delivery
    /// @param retain the RETAIN flag of the delivery
    /// @param identifiers the Subscription Identifiers to send along
    /// @param packetId 0 while it waits; else it may have been sent
    record Queued(
            String clientId, long position, long message, int qos, boolean retain, int[] identifiers, int packetId)
            implements Change {}

    /// A delivery that waited got its packet identifier, and may have been sent.
    record Sent(String clientId, long position, int packetId) implements Change {}

    /// PUBREC came for a delivery of QoS 2: from now on PUBREL is sent, and never again the message.
    record Released(String clientId, long position) implements Change {}

    /// A delivery is acknowledged, expired, or given up.
    record Delivered(String clientId, long position) implements Change {}

    /// A PUBLISH of QoS 2 came from the client; until PUBREL, another with this identifier is the same.
    record Received(String clientId, int packetId) implements Change {}

    /// PUBREL came: the identifier is free.
    record Completed(String clientId, int packetId) implements Change {}

    /// The will that is to be published later, although the client has gone: by the will delay, or because the
    /// session went on; and, while a client is connected, the one to publish should the broker not live to see it
    /// go.
    ///
    /// @param user whose it is; null for nobody in particular
    /// @param message expires as if it were published in 1970
    /// @param delay the Will Delay Interval, in seconds
    /// @param at when it is due, in milliseconds since 1970; [Long#MAX_VALUE] while the client is connected
    record WillKept(String clientId, @Nullable String user, Message message, long delay, long at) implements Change {}

    record WillDropped(String clientId) implements Change {}
}
