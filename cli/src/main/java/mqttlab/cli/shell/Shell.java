package mqttlab.cli.shell;

import mqttlab.cli.journal.Journal;
import org.jspecify.annotations.Nullable;

/// What commands may know of the shell that runs them, and do with it.
public interface Shell {

    /// All that was sent and received.
    Journal journal();

    /// What runs beside the prompt.
    Jobs jobs();

    /// The server that commands speak to where none is named, as a URI; null for that of this machine.
    @Nullable
    String server();

    /// Runs a line as if it had been typed, and returns its exit status.
    int run(String line);

    /// Shows a line, or several, at once and whole: above what is being typed.
    void print(String lines);

    /// Has somebody told of each line that was run, until this is closed.
    Listening listen(Listener listener);

    /// Who is told of what was typed.
    @FunctionalInterface
    interface Listener {

        /// A line was run, on the shell's thread; the prompt comes next.
        void ran(String line, int status);
    }

    /// Ends with the listener's interest.
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
