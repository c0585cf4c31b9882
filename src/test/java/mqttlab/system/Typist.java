package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Somebody at a terminal: types, and reads what the screen shows. The terminal is one of tmux, which has a server of
/// its own.
final class Typist implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
    private static final long LOOK = 50;

    private final String server = "mqttlab-" + UUID.randomUUID();

    /// Opens a terminal in which a command of sh runs. When it has ended, the terminal shows `ended` and its exit
    /// status.
    Typist(int columns, int rows, String command) {
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                "sh",
                "-c",
                // The shell that waits is not to die of the Ctrl-C that is for the command.
                "trap : INT; " + command + "; echo ended $?; exec sleep 1000");
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", server));
        command.addAll(Arrays.asList(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + out);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Types this text.
    Typist type(String text) {
        tmux("send-keys", "-l", "--", text);
        return this;
    }

    /// Presses keys by their names to tmux: "Enter", "Tab", "C-c", "Up".
    Typist press(String... keys) {
        for (String key : keys) {
            tmux("send-keys", key);
        }
        return this;
    }

    /// Types a line, and Enter.
    Typist enter(String line) {
        return type(line).press("Enter");
    }

    /// What is on the screen, without the blanks at the ends of lines.
    String screen() {
        return tmux("capture-pane", "-p").stripTrailing();
    }

    /// The same, with lines whole that the terminal has wrapped.
    String unwrapped() {
        return tmux("capture-pane", "-p", "-J");
    }

    /// The same, with the escape sequences for colours.
    String coloured() {
        return tmux("capture-pane", "-p", "-e");
    }

    /// Waits until the screen is like this.
    Typist await(Predicate<String> condition) {
        long deadline = System.nanoTime() + PATIENCE;
        String screen = screen();
        while (!condition.test(screen)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the screen has never shown it:\n" + screen);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            screen = screen();
        }
        return this;
    }

    /// Waits until this stands on the screen.
    Typist await(String text) {
        return await(screen -> screen.contains(text));
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
