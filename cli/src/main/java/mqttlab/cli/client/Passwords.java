package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Prompt;
import mqttlab.cli.command.Status;
import mqttlab.packet.Bytes;
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
    private @Nullable Bytes answer;

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
    public @Nullable Bytes get(@Nullable String user) throws IOException {
        String passwordFile = file.get();
        String name = variable.get();
        if ((password.get() == null ? 0 : 1) + (passwordFile == null ? 0 : 1) + (name == null ? 0 : 1) > 1) {
            throw Usage.wrong("-P, --password-file and --password-env exclude each other");
        }
        if (password.get() != null) {
            return utf8(password.get());
        }
        if (passwordFile != null) {
            return firstLine(passwordFile);
        }
        if (name != null) {
            String value = System.getenv(name);
            if (value == null) {
                throw Usage.wrong("--password-env: there is no environment variable " + name);
            }
            return utf8(value);
        }
        if (ask.get()) {
            answer = answer == null ? Bytes.utf8(ask(user)) : answer;
            return answer;
        }
        return user == null ? null : utf8(System.getenv(VARIABLE));
    }

    private static @Nullable Bytes utf8(@Nullable String text) {
        return text == null ? null : Bytes.utf8(text);
    }

    /// A password is binary data: 5.0 section 3.1.3.6.
    static Bytes firstLine(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Bytes.of(bytes, 0, end > 0 && bytes[end - 1] == '\r' ? end - 1 : end);
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
