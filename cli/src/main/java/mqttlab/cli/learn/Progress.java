package mqttlab.cli.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which stages are done: a file with a line for each, its name, a tab, and when that was.
final class Progress {

    private static final String FILE = "learn";

    private final Path file;

    /// @param directory where the file is, or will be
    Progress(Path directory) {
        this.file = directory.resolve(FILE);
    }

    /// That of the user: in `$MQTTLAB_STATE`, or else `$XDG_STATE_HOME/mqttlab` or `~/.local/state/mqttlab`.
    static Progress ofUser() {
        String own = System.getenv("MQTTLAB_STATE");
        if (own != null && !own.isEmpty()) {
            return new Progress(Path.of(own));
        }
        String xdg = System.getenv("XDG_STATE_HOME");
        Path home = xdg == null || xdg.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(xdg);
        return new Progress(home.resolve("mqttlab"));
    }

    /// The names of the stages that are done.
    Set<String> done() throws IOException {
        Set<String> done = new LinkedHashSet<>();
        for (String line : lines()) {
            int tab = line.indexOf('\t');
            done.add(tab < 0 ? line : line.substring(0, tab));
        }
        return done;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// Notes that a stage is done, unless that is noted already. The file is replaced as a whole.
    void add(String stage, Instant when) throws IOException {
        if (done().contains(stage)) {
            return;
        }
        List<String> lines = new ArrayList<>(lines());
        lines.add(stage + "\t" + when);
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + ": is no file");
        }
        Files.createDirectories(directory);
        Path written = Files.createTempFile(directory, FILE, ".tmp");
        Files.write(written, lines);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
