package mqttlab.cli.journal;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.packet.Direction;

/// Which connections have been told of, and by which of their ends: that two tell of is one, heard from the first.
final class Heard {

    /// How many connections are remembered of which only one end has told.
    private static final int MOST = 4096;

    /// The server's address is as one end sees it, its port is the same for both.
    private record Ends(InetSocketAddress client, int port) {}

    private record First(Direction teller, long number) {}

    private final Map<Ends, First> firsts = new LinkedHashMap<>();

    /// An end tells of a connection: by which number that is known. The second may tell of it when it has ended
    /// already.
    ///
    /// @param next the number that it gets if this end is the first
    long number(Direction teller, InetSocketAddress client, InetSocketAddress server, long next) {
        Ends ends = new Ends(client, server.getPort());
        First before = firsts.remove(ends);
        if (before != null && before.teller != teller) {
            return before.number;
        }
        // Nobody tells of the same connection twice: the ends have met again.
        firsts.put(ends, new First(teller, next));
        if (firsts.size() > MOST) {
            firsts.remove(firsts.keySet().iterator().next());
        }
        return next;
    }
}
