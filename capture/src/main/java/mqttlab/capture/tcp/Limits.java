package mqttlab.capture.tcp;

/// How much is kept, at most.
///
/// @param idle connections that have had no payload yet
/// @param open connections that have had payload and are not closed
/// @param closed connections that are remembered in case something comes late
/// @param heldBytes of one direction, waiting for a hole to be filled
/// @param heldPieces of one direction, waiting for a hole to be filled
/// @param heldBytesInAll of all connections together
public record Limits(int idle, int open, int closed, int heldBytes, int heldPieces, long heldBytesInAll) {

    /// What suits a computer of today: 4 MiB in a direction, 64 MiB in all, 65536 connections.
    public static final Limits USUAL = new Limits(65_536, 65_536, 16_384, 4 << 20, 4096, 64L << 20);
}
