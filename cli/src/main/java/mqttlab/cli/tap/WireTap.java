package mqttlab.cli.tap;

import java.util.HashMap;
import java.util.Map;
import mqttlab.cli.command.Wire;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Tells a [Wire] of the connections of a broker or a relay. Any thread may call.
public final class WireTap {

    private final Wire wire;
    private final Direction teller;
    private final TapEnds ends = new TapEnds(true);
    private final Map<Long, Wire.Line> open = new HashMap<>();

    /// @param teller which end of the connections tells of them: the direction in which that one sends
    public WireTap(Wire wire, Direction teller) {
        this.wire = wire;
        this.teller = teller;
    }

    public boolean isWanted() {
        return !wire.equals(Wire.NOBODY);
    }

    public synchronized void opened(long connection, String peer, String listener) {
        if (isWanted()) {
            TapEnds.Ends it = ends.opened(connection, peer, listener);
            open.put(connection, wire.opened(teller, it.client(), it.server()));
        }
    }

    /// @param mark what is to be known of what ends with these bytes, or is missing behind them; null mostly
    public synchronized void bytes(
            long connection, Direction direction, byte[] bytes, int from, int to, @Nullable String mark) {
        Wire.Line line = open.get(connection);
        if (line != null) {
            if (to > from) {
                line.bytes(direction, bytes, from, to - from);
            }
            if (mark != null) {
                line.mark(direction, mark);
            }
        }
    }

    public synchronized void closed(long connection, Direction by) {
        Wire.Line line = open.remove(connection);
        if (line != null) {
            ends.closed(connection);
            line.closed(by);
        }
    }
}
