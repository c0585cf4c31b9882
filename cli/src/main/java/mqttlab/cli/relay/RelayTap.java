package mqttlab.cli.relay;

import java.io.IOException;
import java.util.List;
import mqttlab.cli.tap.TapQueue;
import mqttlab.cli.tap.WireTap;
import mqttlab.packet.Direction;
import mqttlab.relay.Side;
import mqttlab.relay.Tap;
import org.jspecify.annotations.Nullable;

/// All who are shown what passes a relay, on one of its sides or on both.
///
/// @param side null for both
/// @param toClients is told at once of both sides, as is the next
record RelayTap(List<TapQueue> all, @Nullable Side side, WireTap toClients, WireTap toServers)
        implements Tap, AutoCloseable {

    /// Begins to show what has come so far.
    void begin() throws IOException {
        for (TapQueue it : all) {
            it.begin();
        }
    }

    /// A relayed connection is two.
    private static long number(long connection, Side of) {
        return 2 * connection + of.ordinal();
    }

    boolean isWanted() {
        return !all.isEmpty() || toClients.isWanted();
    }

    private WireTap wire(Side of) {
        return switch (of) {
            case CLIENT -> toClients;
            case SERVER -> toServers;
        };
    }

    private boolean isShown(Side of) {
        return side == null || side == of;
    }

    @Override
    public void opened(long connection, Side of, String client, String server, long time) {
        if (isShown(of)) {
            all.forEach(it -> it.opened(number(connection, of), client, server, time));
        }
        wire(of).opened(connection, client, server);
    }

    @Override
    public void bytes(
            long connection,
            Side of,
            Direction direction,
            byte[] bytes,
            int from,
            int to,
            @Nullable String mark,
            long time) {
        if (isShown(of)) {
            all.forEach(it -> it.bytes(number(connection, of), direction, time, bytes, from, to, mark));
        }
        wire(of).bytes(connection, direction, bytes, from, to, mark);
    }

    @Override
    public void closed(long connection, Side of, Direction by, long time) {
        if (isShown(of)) {
            all.forEach(it -> it.closed(number(connection, of), by, time));
        }
        wire(of).closed(connection, by);
    }

    @Override
    public void close() {
        all.forEach(TapQueue::close);
    }
}
