package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A file of options, one on each line with its value behind a space: mosquitto's, which stand before those of the
/// command line. Lines that begin with `#` are comments.
final class ConfigFile {

    private ConfigFile() {}

    /// The words of the command line behind those of the file: the one that `-o` names, or else
    /// `mosquitto_NAME` where mosquitto looks for it.
    ///
    /// @param spec the options of the command
    static List<String> before(List<String> given, String name, CommandSpec spec) throws IOException {
        String said = said(given, spec);
        Path file = said == null ? usual(name) : Path.of(said);
        if (file == null || said == null && !Files.isReadable(file)) {
            return given;
        }
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            add(words, line.stripLeading());
        }
        words.addAll(given);
        return words;
    }

    /// The last value of `-o`, of words that are read as getopt(3) does, or null.
    private static @Nullable String said(List<String> words, CommandSpec spec) {
        OptionSpec wanted = spec.findOption("-o");
        String said = null;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--")) {
                break;
            }
            int end = word.startsWith("--") ? (word + "=").indexOf('=') : Math.min(2, word.length());
            OptionSpec option = spec.findOption(word.substring(0, end));
            while (isFlag(option) && !word.startsWith("--") && end < word.length()) {
                option = spec.findOption("-" + word.charAt(end++));
            }
            if (option == null || isFlag(option)) {
                continue;
            }
            String value = word.substring(end + (word.startsWith("=", end) ? 1 : 0));
            boolean isNext = end == word.length() && rest.hasNext();
            value = isNext ? rest.next() : value;
            said = option.equals(wanted) ? value : said;
        }
        return said;
    }

    private static boolean isFlag(@Nullable OptionSpec option) {
        return option != null && option.arity().min() == 0;
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
