package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Prompt;
import mqttlab.cli.command.Status;
import org.jspecify.annotations.Nullable;

/// Where a password comes from: the command line, where others can see it, or better a file, the environment, or the
/// user.
public final class Passwords {

    /// Has the password where nothing else does.
    private static final String VARIABLE = "MQTTLAB_PASSWORD";

    private final Options.Value<@Nullable String> password;
    private final Options.Value<@Nullable String> file;
    private final Options.Value<@Nullable String> variable;
    private final Options.Value<Boolean> ask;

    public Passwords(Options options) {
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
    public @Nullable String get(@Nullable String user) throws IOException {
        String passwordFile = file.get();
        String name = variable.get();
        if ((password.get() == null ? 0 : 1) + (passwordFile == null ? 0 : 1) + (name == null ? 0 : 1) > 1) {
            throw Usage.wrong("-P, --password-file and --password-env exclude each other");
        }
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

    /// Standard input may be a message.
    private static String ask(@Nullable String user) throws IOException {
        try {
            return Prompt.ask("Password" + (user == null ? "" : " of " + user) + ": ");
        } catch (IOException e) {
            throw new Failure(Status.FAILED, "--ask-password: there is no terminal to ask on: " + e.getMessage());
        }
    }
}
