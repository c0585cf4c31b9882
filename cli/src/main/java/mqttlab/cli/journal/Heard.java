package mqttlab.cli.journal;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mqttlab.packet.Direction;

/// Which connections have been told of, and by which of their ends: that two tell of is one, heard from the first.
final class Heard {

    /// How many connections are remembered of which only one end has told.
    private static final int MOST = 4096;

    /// The server's address is as one end sees it, its port is the same for both.
    private record Ends(InetSocketAddress client, int port) {}

    private final Map<Ends, Set<Direction>> tellers = new LinkedHashMap<>();

    /// Whether an end that tells of a connection is the first to do so. The second may tell of it when it has ended
    /// already.
    boolean isFirst(Direction teller, InetSocketAddress client, InetSocketAddress server) {
        Ends ends = new Ends(client, server.getPort());
        Set<Direction> before = tellers.remove(ends);
        if (before != null && before.add(teller)) {
            return false;
        }
        // Nobody tells of the same connection twice: the ends have met again.
        tellers.put(ends, EnumSet.of(teller));
        if (tellers.size() > MOST) {
            tellers.remove(tellers.keySet().iterator().next());
        }
        return true;
    }
}
