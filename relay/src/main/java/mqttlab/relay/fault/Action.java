package mqttlab.relay.fault;

import java.util.OptionalInt;
import mqttlab.packet.Patch;

/// What is done to a packet, or to all that passes.
public sealed interface Action {

    /// It is not passed on.
    record Drop() implements Action {}

    /// It is passed on later, and what comes behind it behind it.
    ///
    /// @param nanos from `nanos - jitter` to `nanos + jitter`
    record Delay(long nanos, long jitter) implements Action {}

    /// It is passed on twice.
    record Duplicate() implements Action {}

    /// Its first bytes alone are passed on.
    record Truncate(int length) implements Action {}

    /// One bit of one byte is another.
    ///
    /// @param at which byte, from 0; any where it is empty
    record Corrupt(OptionalInt at) implements Action {}

    /// A field has another value.
    record Change(Patch patch) implements Action {}

    /// The connection is broken off when it comes.
    ///
    /// @param after whether it is passed on before that
    record Cut(boolean after) implements Action {}

    /// No more bytes in a second than these, in either direction.
    record Throttle(long bytesPerSecond) implements Action {}
}
