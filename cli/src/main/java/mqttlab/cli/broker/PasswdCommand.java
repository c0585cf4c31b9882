package mqttlab.cli.broker;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mqttlab.broker.access.AccessException;
import mqttlab.broker.access.PasswordFile;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Prompt;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.packet.Show;

/// `mqttlab passwd`: changes a file of users and passwords.
public final class PasswdCommand implements Command {

    /// The longest that MQTT can carry.
    private static final int LONGEST = 65_535;

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<List<String>> words = options.parameters("FILE USER",
            "The file, made where there is none, and the user who gets a password. It is asked for twice on a terminal;"
                    + " otherwise it is a line of standard input.");
    private final Options.Value<Boolean> delete = options.flag("-D --delete", "Remove the user.");
    private final Options.Value<Boolean> scram = options.flag("--scram", "Keep keys for SCRAM-SHA-256 too: then the user can log in without showing the password.");
    private final Options.Value<Boolean> list = options.flag("--list", "List the users of the file.");
    private final Options.Value<Boolean> batch = options.flag("-b --batch", "The password follows the user on the command line, for all who list processes to see.");
    // @formatter:on

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        List<String> given = words.get();
        int expected = list.get() ? 1 : batch.get() ? 3 : 2;
        if (given.size() != expected) {
            throw new Failure(
                    Status.USAGE,
                    "expected " + (list.get() ? "FILE" : batch.get() ? "FILE USER PASSWORD" : "FILE USER")
                            + ", but got " + given.size() + " words\nTry 'mqttlab passwd --help'.");
        }
        if ((list.get() ? 1 : 0) + (delete.get() ? 1 : 0) + (batch.get() || scram.get() ? 1 : 0) > 1) {
            throw new Failure(Status.USAGE, "--list, --delete and a new password exclude each other");
        }
        Path file = Path.of(given.getFirst());
        if (Files.isDirectory(file)) {
            throw new Failure(
                    Status.FAILED, Show.escaped(file.toString()) + ": it is a folder; expected a file of passwords");
        }
        try {
            if (list.get()) {
                list(file, streams);
            } else if (delete.get()) {
                delete(file, given.get(1));
            } else {
                put(file, given, streams);
            }
        } catch (AccessException e) {
            throw new Failure(Status.FAILED, Show.sentence(String.valueOf(e.getMessage())));
        }
        return Status.OK;
    }

    private static void list(Path file, Streams streams) throws IOException {
        for (Map.Entry<String, Boolean> user : PasswordFile.read(file).users().entrySet()) {
            streams.out().println(Show.escaped(user.getKey()) + (user.getValue() ? "\tSCRAM-SHA-256" : ""));
        }
    }

    private static void delete(Path file, String user) throws IOException {
        PasswordFile passwords = PasswordFile.read(file);
        if (!passwords.remove(user)) {
            throw new Failure(
                    Status.FAILED,
                    file + ": there is no user '" + Show.escaped(user)
                            + "'; `mqttlab passwd --list` shows who is there");
        }
        passwords.write();
    }

    private void put(Path file, List<String> given, Streams streams) throws IOException {
        String user = given.get(1);
        // Before the user types a password in vain.
        PasswordFile passwords = PasswordFile.readOrNew(file);
        try {
            PasswordFile.checkName(user);
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, String.valueOf(e.getMessage()));
        }
        String password = password(given, streams);
        if (password.isEmpty()) {
            throw new Failure(Status.FAILED, "the password is empty: nothing was changed");
        }
        passwords.put(user, password, scram.get());
        try {
            passwords.write();
        } catch (NoSuchFileException e) {
            throw new Failure(Status.NO_INPUT, file + ": there is no such folder: make it first");
        }
    }

    private String password(List<String> given, Streams streams) throws IOException {
        if (batch.get()) {
            streams.err().println("mqttlab: -b: others can see the password in the list of processes");
            return given.get(2);
        }
        // The standard input of the process, which may be a terminal.
        if (!(streams.in() instanceof FileInputStream) || !Prompt.isTerminal()) {
            return line(streams.in());
        }
        String first = Prompt.ask("Password of " + Show.escaped(given.get(1)) + ": ");
        if (!Prompt.ask("Once more: ").equals(first)) {
            throw new Failure(Status.FAILED, "the two passwords differ: nothing was changed");
        }
        return first;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            bytes.write(b);
            if (bytes.size() > LONGEST) {
                throw new Failure(Status.FAILED, "the password is longer than " + LONGEST + " bytes");
            }
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
