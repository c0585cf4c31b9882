package mqttlab.cli.report;

import mqttlab.conversation.Ended;
import mqttlab.dissector.KnownVersion;
import org.jspecify.annotations.Nullable;

/// What is known of a connection when it is over.
///
/// @param clientId "" where none is known
/// @param client address and port; those of either end where it is not known which one is the client
/// @param isClientKnown whether it is known which end is the client
/// @param keepAlive in seconds, 0 for none, or -1 where it is not known
/// @param begin when its first packet was seen, in nanoseconds since 1970, or [Sighting#NO_TIME]
/// @param end when it was closed, or else when its last packet was seen, or [Sighting#NO_TIME]
/// @param ended null where nothing is known about it
/// @param isOpen whether the capture ended before it did
/// @param takenOverBy the connection for which the server gave it up, or -1
public record ClosedConnection(
        int stream,
        String clientId,
        String client,
        String server,
        boolean isClientKnown,
        KnownVersion version,
        int keepAlive,
        long begin,
        long end,
        @Nullable Ended ended,
        boolean isOpen,
        int takenOverBy) {}
