package mqttlab.cli.journal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.packet.Direction;

/// Which connections have been told of, and by which of their ends: that two tell of is one, heard from the first.
final class Heard {

    /// How many connections are remembered of which only one end has told.
    private static final int MOST = 4096;

    /// The server's port is the same for both ends.
    private record Ends(InetSocketAddress client, int port) {}

    /// @param server its address, as this end sees it
    private record First(Direction teller, InetAddress server, long number) {

        /// Whether the other end may tell of the same connection. One that listens on all addresses does not know
        /// which one was used, and on the same machine the client's own stands for that.
        boolean isMet(Direction other, InetAddress seen) {
            boolean isSame = seen.equals(server) || seen.isLoopbackAddress() && server.isLoopbackAddress();
            return other != teller && (isSame || seen.isAnyLocalAddress() || server.isAnyLocalAddress());
        }
    }

    private final Map<Ends, First> firsts = new LinkedHashMap<>();

    /// An end tells of a connection: by which number that is known. The second may tell of it when it has ended
    /// already.
    ///
    /// @param next the number that it gets if this end is the first
    long number(Direction teller, InetSocketAddress client, InetSocketAddress server, long next) {
        Ends ends = new Ends(client, server.getPort());
        First before = firsts.remove(ends);
        if (before != null && before.isMet(teller, server.getAddress())) {
            return before.number;
        }
        // Nobody tells of the same connection twice: the ends have met again.
        firsts.put(ends, new First(teller, server.getAddress(), next));
        if (firsts.size() > MOST) {
            firsts.remove(firsts.keySet().iterator().next());
        }
        return next;
    }
}
