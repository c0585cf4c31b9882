package mqttlab.cli.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Interrupt;
import org.jspecify.annotations.Nullable;

/// How a shell ends one of its commands.
final class Stop implements Interrupt {

    private final String how;
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable Thread command;
    private boolean isAsked;
    private boolean isOver;

    /// @param how what the user does for it
    Stop(String how) {
        this.how = how;
    }

    @Override
    public String how() {
        return how;
    }

    /// Who runs the command.
    synchronized void begin(Thread thread) {
        command = thread;
        if (isAsked) {
            thread.interrupt();
        }
    }

    /// The command has ended.
    synchronized void end() {
        isOver = true;
        // Nobody else is to be interrupted by it.
        boolean _ = Thread.interrupted();
    }

    @Override
    public synchronized Registration on(Duration grace, Runnable action) {
        if (isAsked) {
            action.run();
        }
        actions.add(action);
        return () -> remove(action);
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /// Asks the command to end: as it has said, or else by interrupting its thread.
    synchronized void ask() {
        if (isOver) {
            return;
        }
        boolean isFirst = !isAsked;
        isAsked = true;
        if (isFirst) {
            actions.forEach(Runnable::run);
        }
        if (command != null && (actions.isEmpty() || !isFirst)) {
            command.interrupt();
        }
    }

    synchronized boolean isAsked() {
        return isAsked;
    }

    /// Whether the command is to end and has nothing to do for that: then it need not print any more.
    synchronized boolean isCut() {
        return isAsked && actions.isEmpty();
    }
}
