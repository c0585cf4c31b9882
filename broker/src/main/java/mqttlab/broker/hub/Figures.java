package mqttlab.broker.hub;

import org.jspecify.annotations.Nullable;

/// How a broker is at one time: what it has, and what it has counted since it began. What it says of itself at `$SYS/`
/// is not counted.
///
/// @param uptime in seconds
/// @param connected how many clients are connected
/// @param sessions how many there are, of clients that are connected or may come back
/// @param subscriptions of all sessions
/// @param retained how many messages
/// @param waiting how many messages wait for clients, or are not acknowledged by them
/// @param connections how many were opened
/// @param refused how many of these were not accepted
/// @param packetsReceived of any kind
/// @param messagesReceived PUBLISH packets from clients
/// @param messagesSent PUBLISH packets to clients, those sent again included
/// @param messagesDropped that a client did not get: it was too slow, away too long, or the message too large or too
/// old
/// @param failure why nothing can be kept any more and nobody is let in; null if all is well
public record Figures(
        long uptime,
        long connected,
        long sessions,
        long subscriptions,
        long retained,
        long waiting,
        long connections,
        long refused,
        long packetsReceived,
        long packetsSent,
        long bytesReceived,
        long bytesSent,
        long messagesReceived,
        long messagesSent,
        long messagesDropped,
        @Nullable String failure) {}
