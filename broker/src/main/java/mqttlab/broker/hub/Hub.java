package mqttlab.broker.hub;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All of a broker but its network: every connection, session, subscription and retained message. It belongs to one
/// thread, on which all its methods are called.
public final class Hub {

    /// What a hub needs of the world.
    ///
    /// @param store null to keep nothing
    /// @param watcher is told what happens; null for nobody
    /// @param clock the time in milliseconds since 1970
    /// @param thread runs something on the hub's thread, later: what a store or a slow check of a password has to say
    public record Setup(
            Limits limits,
            Access access,
            List<Mechanism.Method> methods,
            @Nullable Store store,
            @Nullable Consumer<? super BrokerEvent> watcher,
            LongSupplier clock,
            Executor thread) {}

    public Hub(Setup setup) {}

    /// A client has opened a network connection.
    public Connection open(Link link) {
        throw new UnsupportedOperationException();
    }

    /// Bytes came from a client. The array is the caller's again afterwards.
    public void received(Connection connection, byte[] bytes, int from, int to) {}

    /// The network connection has ended, by whoever's doing.
    ///
    /// @param why in words, such as "closed by the client" or "Connection reset"
    public void closed(Connection connection, String why) {}

    /// Much of what was written to a link has left: its [backlog][Link#backlog()] is small again.
    public void drained(Connection connection) {}

    /// Ends a turn: what was written goes to the links, and changes to the store. Called when no more bytes are there
    /// to be [#received] for now.
    public void flush() {}

    /// Looks what is due by now: keep alive, wills, expiry. Called a few times a second.
    public void tick() {}

    /// Tells all clients that the server goes (0x8B), and closes their connections; sessions are kept.
    public void shutDown() {}

    /// A network connection, from its opening to its end.
    public static final class Connection {}
}
