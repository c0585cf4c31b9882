package mqttlab.cli.command;

import java.time.Duration;

/// Has the process, when a signal ends it, wait for the command: its thread then ends the process with a status of its
/// own.
final class ProcessInterrupt {

    private ProcessInterrupt() {}

    /// As of [Interrupt#on].
    static Interrupt.Registration register(Duration grace, Runnable action) {
        Thread command = Thread.currentThread();
        Thread hook = new Thread(() -> end(command, grace, action));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is to end already.
            action.run();
        }
        return () -> forget(hook);
    }

    private static void end(Thread command, Duration grace, Runnable action) {
        action.run();
        try {
            boolean _ = command.join(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }
}
