package mqttlab.cli.view;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.payload.Payloads;
import org.jspecify.annotations.Nullable;

/// The option `--payload`, of commands that show packets. Nothing that decodes is loaded without it.
public final class PayloadOption {

    /// Directories and jars of plugins, as in a class path. The launcher says them: `MQTTLAB_PLUGINS`, or the directory
    /// `plugins` beside it where there is one.
    private static final String PLUGINS = "mqttlab.plugins";

    private final Options.Value<List<String>> rules;

    public PayloadOption(Options options) {
        rules = options.texts(
                "--payload",
                "RULE",
                "Show what payloads say: 'sensors/# = cbor' or just json; auto goes by content type, topic and"
                        + " content, none leaves them. The first rule for a topic counts.");
    }

    public boolean isGiven() {
        return !rules.get().isEmpty();
    }

    /// What decodes payloads, or null where nothing is to.
    public @Nullable PayloadReader reader() {
        return rules.get().isEmpty() ? null : reader(rules.get());
    }

    /// The same where they are what is to be shown.
    PayloadReader readerOrAuto() {
        return reader(rules.get().isEmpty() ? List.of("auto") : rules.get());
    }

    private static PayloadReader reader(List<String> rules) {
        try {
            return new PayloadReader(Payloads.of(rules, plugins()));
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, "--payload: " + e.getMessage());
        }
    }

    /// Stays open: a class may be looked for as long as the program runs.
    private static ClassLoader plugins() {
        ClassLoader own = PayloadOption.class.getClassLoader();
        String path = System.getProperty(PLUGINS, "");
        return path.isEmpty() ? own : new URLClassLoader(jars(path), own);
    }

    private static URL[] jars(String path) {
        List<URL> jars = new ArrayList<>();
        try {
            for (String name : path.split(File.pathSeparator)) {
                Path entry = Path.of(name);
                if (!Files.exists(entry)) {
                    throw new Failure(Status.NO_INPUT, "MQTTLAB_PLUGINS: " + name + ": no such file");
                }
                for (Path jar : Files.isDirectory(entry) ? jarsIn(entry) : List.of(entry)) {
                    jars.add(jar.toUri().toURL());
                }
            }
        } catch (IOException e) {
            throw new Failure(Status.FAILED, "MQTTLAB_PLUGINS: " + e.getMessage());
        }
        return jars.toArray(new URL[0]);
    }

    /// In the order of their names: the first that has a format counts.
    private static List<Path> jarsIn(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.jar")) {
            all.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }
}
