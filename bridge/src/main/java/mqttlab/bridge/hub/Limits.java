package mqttlab.bridge.hub;

/// How much pages may want. What is beyond is refused with a reason, or lost and counted.
///
/// @param sockets how many pages may be connected
/// @param subscriptions of one page
/// @param filters how many different ones all pages together may subscribe to
/// @param requestBytes the longest text of a page
/// @param queueMessages how many messages may wait for one slow page, and how many of its own for the server
/// @param queueBytes how long they may be together
/// @param rememberedTopics of how many topics the last message is kept for pages that come later
/// @param rememberedBytes how long these may be together
public record Limits(
        int sockets,
        int subscriptions,
        int filters,
        int requestBytes,
        int queueMessages,
        int queueBytes,
        int rememberedTopics,
        int rememberedBytes) {

    public static final Limits USUAL = new Limits(1024, 64, 1024, 256 << 10, 4096, 8 << 20, 2048, 4 << 20);

    public Limits withSockets(int most) {
        return new Limits(
                most,
                subscriptions,
                filters,
                requestBytes,
                queueMessages,
                queueBytes,
                rememberedTopics,
                rememberedBytes);
    }

    public Limits withQueue(int messages) {
        return new Limits(
                sockets, subscriptions, filters, requestBytes, messages, queueBytes, rememberedTopics, rememberedBytes);
    }
}
