package mqttlab.broker.hub;

/// What a client may ask of the broker. Each is announced in CONNACK where 5.0 has a property for it.
///
/// @param inFlight how many messages of QoS 1 and 2 are under way to a client at once, if it allows as many; 1 to
/// 65535
/// @param queued how many more wait for a client
/// @param backlog how many bytes may wait in a connection before QoS 0 is dropped for it
/// @param waitSeconds how long who publishes to a client waits while it does not catch up, before it loses messages
/// instead; 0: not at all
/// @param receiveMaximum how many messages of QoS 2 a client of 5.0 may have under way to us over a
/// connection; 1 to 65535
/// @param packetSize the longest packet accepted, in bytes
/// @param topicAliases the highest Topic Alias accepted, and the most we give; 0 to 65535
/// @param connections how many there may be at once
/// @param connectSeconds how long a connection may be without CONNECT
/// @param keepAlive the longest Keep Alive in seconds, 0 to 65535; 0: what the client wants
/// @param sessionExpiry the longest Session Expiry Interval in seconds; 0xFFFFFFFF for ever
/// @param subscriptions how many a session may have
/// @param levels how many levels a topic or filter may have, up to 1000
/// @param messagesPerSecond how many a client may publish; then it is read more slowly; 0: no limit
/// @param maximumQos 0 to 2
/// @param retain whether messages can be retained
/// @param wildcards whether filters may have wildcards
/// @param shared whether there are shared subscriptions
public record Limits(
        int inFlight,
        int queued,
        int backlog,
        int waitSeconds,
        int receiveMaximum,
        int packetSize,
        int topicAliases,
        int connections,
        int connectSeconds,
        int keepAlive,
        long sessionExpiry,
        int subscriptions,
        int levels,
        int messagesPerSecond,
        int maximumQos,
        boolean retain,
        boolean wildcards,
        boolean shared) {

    /// For ever, as a Session Expiry Interval.
    public static final long FOR_EVER = 0xffff_ffffL;

    /// Mosquitto's where it has any, and enough for a lab elsewhere.
    // @formatter:off
    public static final Limits DEFAULT = new Limits(
            20, 1000, 1 << 20, 5, 1000, 16 << 20, 32, 100_000, 10, 0, FOR_EVER, 10_000, 256, 0, 2, true, true, true);
    // @formatter:on

    public Limits {
        within("in flight", inFlight, 1, 65_535);
        within("queued", queued, 0, 1_000_000);
        within("backlog", backlog, 1024, Integer.MAX_VALUE);
        within("seconds to wait", waitSeconds, 0, 86_400);
        within("receive maximum", receiveMaximum, 1, 65_535);
        within("packet size", packetSize, 20, 5 + 0xfff_ffff);
        within("topic aliases", topicAliases, 0, 65_535);
        within("connections", connections, 1, Integer.MAX_VALUE);
        within("seconds until CONNECT", connectSeconds, 1, 3600);
        within("keep alive", keepAlive, 0, 65_535);
        within("session expiry", sessionExpiry, 0, FOR_EVER);
        within("subscriptions", subscriptions, 1, Integer.MAX_VALUE);
        // Trees are searched by calls as deep as they are.
        within("levels", levels, 1, 1000);
        within("messages per second", messagesPerSecond, 0, Integer.MAX_VALUE);
        within("maximum QoS", maximumQos, 0, 2);
    }

    private static void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ": expected " + least + " to " + most);
        }
    }
}
