package mqttlab.broker.hub;

import java.util.List;
import java.util.function.Consumer;

/// Keeps changes where they outlive the broker.
public interface Store extends AutoCloseable {

    /// Says everything that is kept, in an order in which it could have come about. Called once, before the first
    /// [#write].
    ///
    /// @throws StoreException where what is kept cannot be read; it is left as it is
    void load(Consumer<? super Change> kept);

    /// Keeps changes, behind those of all calls before, and all of them or none. Returns at once; some thread calls
    /// `kept` as soon as they would survive the machine's end, in the order of the calls, or `failed` once, after
    /// which nothing is kept any more.
    void write(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed);

    /// Returns when all that was written is kept.
    ///
    /// @throws StoreException where some of it is not, also where `failed` has said so before
    @Override
    void close();
}
