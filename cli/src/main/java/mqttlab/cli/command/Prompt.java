package mqttlab.cli.command;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Asks whoever sits at the terminal, and shows nothing of the answer. The terminal is opened by its name: standard
/// input and output may be files.
public final class Prompt {

    private static final Path TERMINAL = Path.of("/dev/tty");

    private Prompt() {}

    /// Whether the standard input of this process is a terminal. `System.console()` would load JLine.
    public static boolean isTerminal() throws IOException {
        return run(new ProcessBuilder("sh", "-c", "[ -t 0 ]").redirectInput(ProcessBuilder.Redirect.INHERIT)) == 0;
    }

    /// The answer, a line without its end.
    ///
    /// @throws IOException where there is no terminal
    public static String ask(String prompt) throws IOException {
        try (FileOutputStream out = new FileOutputStream(TERMINAL.toFile());
                InputStream in = Files.newInputStream(TERMINAL);
                // Ctrl-C ends the process without its finally.
                var _ = ProcessInterrupt.register(Duration.ZERO, Prompt::show)) {
            out.write(prompt.getBytes(StandardCharsets.UTF_8));
            echo("-echo");
            try {
                return line(in);
            } finally {
                echo("echo");
                out.write('\n');
            }
        }
    }

    private static void show() {
        try {
            echo("echo");
        } catch (IOException _) {
            // The terminal is gone.
        }
    }

    private static void echo(String mode) throws IOException {
        int _ = run(new ProcessBuilder("stty", mode).redirectInput(TERMINAL.toFile()));
    }

    private static int run(ProcessBuilder program) throws IOException {
        try {
            return program.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[1024];
        int length = 0;
        for (int b = in.read(); b >= 0 && b != '\n' && length < bytes.length; b = in.read()) {
            bytes[length++] = (byte) b;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
