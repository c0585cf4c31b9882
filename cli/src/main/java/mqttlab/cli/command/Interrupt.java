package mqttlab.cli.command;

import java.time.Duration;

/// How whoever runs a command asks it to end: by Ctrl-C, or otherwise.
///
/// ```java
/// try (var _ = streams.interrupt().on(Duration.ofSeconds(5), capture::stop)) {
///     // until the end
/// }
/// ```
///
/// A command that prints as it goes, or does not take long, needs none of this.
@FunctionalInterface
public interface Interrupt {

    /// Nobody ever asks.
    Interrupt NEVER = (_, _) -> () -> {};

    /// Has this done, once, when the command is asked to end; at once, where it was asked already. It is done on
    /// another thread, and only has the command's own thread end soon, which does what else there is to do.
    ///
    /// @param grace how long the command may take to end, then; others may have no patience at all
    Registration on(Duration grace, Runnable action);

    /// What the user does for it: "Ctrl-C".
    default String how() {
        return "Ctrl-C";
    }

    /// Ends with the command's interest.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /// That of the process: what a signal does.
    static Interrupt ofProcess() {
        return ProcessInterrupt::register;
    }
}
