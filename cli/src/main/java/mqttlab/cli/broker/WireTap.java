package mqttlab.cli.broker;

import java.util.HashMap;
import java.util.Map;
import mqttlab.broker.Tap;
import mqttlab.cli.command.Wire;
import mqttlab.packet.Direction;

/// Tells a [Wire] of a broker's connections.
final class WireTap implements Tap {

    private final Wire wire;
    private final TapEnds ends = new TapEnds(true);
    private final Map<Long, Wire.Line> open = new HashMap<>();

    WireTap(Wire wire) {
        this.wire = wire;
    }

    boolean isWanted() {
        return !wire.equals(Wire.NOBODY);
    }

    @Override
    public void opened(long connection, String peer, String listener) {
        if (isWanted()) {
            TapEnds.Ends it = ends.opened(connection, peer, listener);
            open.put(connection, wire.opened(Direction.SERVER_TO_CLIENT, it.client(), it.server()));
        }
    }

    @Override
    public void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to) {
        Wire.Line line = open.get(connection);
        if (line != null) {
            line.bytes(direction, bytes, from, to - from);
        }
    }

    @Override
    public void closed(long connection, Direction by) {
        Wire.Line line = open.remove(connection);
        if (line != null) {
            ends.closed(connection);
            line.closed(by);
        }
    }
}
