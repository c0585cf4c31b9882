package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of options, one on each line with its value behind a space: mosquitto's, which stand before those of the
/// command line. Lines that begin with `#` are comments.
final class ConfigFile {

    private ConfigFile() {}

    /// The words of the command line behind those of the file: the one that `-o` names, or else
    /// `mosquitto_NAME` where mosquitto looks for it.
    static List<String> before(List<String> given, String name) throws IOException {
        int option = given.indexOf("-o");
        Path file = option >= 0 && option + 1 < given.size() ? Path.of(given.get(option + 1)) : usual(name);
        if (file == null || option < 0 && !Files.isReadable(file)) {
            return given;
        }
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            add(words, line.stripLeading());
        }
        words.addAll(given);
        return words;
    }

    private static @Nullable Path usual(String name) {
        String config = System.getenv("XDG_CONFIG_HOME");
        String home = System.getenv("HOME");
        if (config != null && !config.isEmpty()) {
            return Path.of(config, "mosquitto_" + name);
        }
        return home == null || home.isEmpty() ? null : Path.of(home, ".config", "mosquitto_" + name);
    }

    private static void add(List<String> words, String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        int space = line.indexOf(' ');
        if (space < 0) {
            words.add(line);
            return;
        }
        String option = line.substring(0, space);
        String value = line.substring(space + 1);
        words.add(option);
        if (option.equals("-D") || option.equals("--property")) {
            String[] start = value.split(" ", 3);
            boolean isPair = start.length > 2 && start[1].equals("user-property");
            words.addAll(List.of(value.split(" ", isPair ? 4 : 3)));
        } else {
            words.add(value);
        }
    }
}
