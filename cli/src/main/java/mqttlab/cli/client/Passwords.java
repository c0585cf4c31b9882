package mqttlab.cli.client;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import org.jspecify.annotations.Nullable;

/// Where a password comes from: the command line, where others can see it, or better a file, the environment, or the
/// user.
final class Passwords {

    /// Has the password where nothing else does.
    private static final String VARIABLE = "MQTTLAB_PASSWORD";

    private static final Path TERMINAL = Path.of("/dev/tty");

    private final Options.Value<@Nullable String> password;
    private final Options.Value<@Nullable String> file;
    private final Options.Value<@Nullable String> variable;
    private final Options.Value<Boolean> ask;

    Passwords(Options options) {
        // @formatter:off
        password = options.text("-P --pw --password", "PASSWORD", "The password, for all who list processes to see; better:");
        file = options.text("--password-file", "FILE", "The first line of this file is the password.");
        variable = options.text("--password-env", "NAME", "This environment variable has the password (MQTTLAB_PASSWORD has it in any case).");
        ask = options.flag("--ask-password", "Ask for the password on the terminal.");
        // @formatter:on
    }

    /// The password, or null where there is none.
    ///
    /// @param user who it is for, or null where nobody said
    @Nullable
    String get(@Nullable String user) throws IOException {
        String passwordFile = file.get();
        String name = variable.get();
        if (password.get() != null) {
            return password.get();
        }
        if (passwordFile != null) {
            return firstLine(passwordFile);
        }
        if (name != null) {
            String value = System.getenv(name);
            if (value == null) {
                throw Usage.wrong("--password-env: there is no environment variable " + name);
            }
            return value;
        }
        if (ask.get()) {
            return ask(user);
        }
        return user == null ? null : System.getenv(VARIABLE);
    }

    static String firstLine(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// Asks on the terminal itself: standard input may be a message.
    private static String ask(@Nullable String user) throws IOException {
        try (FileOutputStream out = new FileOutputStream(TERMINAL.toFile());
                InputStream in = Files.newInputStream(TERMINAL)) {
            String prompt = "Password" + (user == null ? "" : " of " + user) + ": ";
            out.write(prompt.getBytes(StandardCharsets.UTF_8));
            echo("-echo");
            try {
                return line(in);
            } finally {
                echo("echo");
                out.write('\n');
            }
        } catch (IOException e) {
            throw new Failure(Status.FAILED, "--ask-password: there is no terminal to ask on: " + e.getMessage());
        }
    }

    private static void echo(String mode) throws IOException {
        try {
            new ProcessBuilder("stty", mode)
                    .redirectInput(TERMINAL.toFile())
                    .start()
                    .waitFor();
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
