package mqttlab.cli.broker;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mqttlab.broker.Tap;
import mqttlab.cli.tap.TapQueue;
import mqttlab.cli.tap.WireTap;
import mqttlab.packet.Direction;

/// All who are shown a broker's traffic.
///
/// @param wire is told at once
record Taps(List<TapQueue> all, WireTap wire) implements Tap, AutoCloseable {

    boolean isWanted() {
        return !all.isEmpty() || wire.isWanted();
    }

    /// Begins to show what has come so far.
    void begin() throws IOException {
        for (TapQueue it : all) {
            it.begin();
        }
    }

    @Override
    public void opened(long connection, String peer, String listener) {
        long time = now();
        all.forEach(it -> it.opened(connection, peer, listener, time));
        wire.opened(connection, peer, listener);
    }

    @Override
    public void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to) {
        all.forEach(it -> it.bytes(connection, direction, time, bytes, from, to));
        wire.bytes(connection, direction, bytes, from, to, null);
    }

    @Override
    public void closed(long connection, Direction by) {
        long time = now();
        all.forEach(it -> it.closed(connection, by, time));
        wire.closed(connection, by);
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        all.forEach(TapQueue::close);
    }
}
