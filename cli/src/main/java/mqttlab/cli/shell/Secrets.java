package mqttlab.cli.shell;

import java.util.List;
import java.util.regex.Pattern;

/// Tells lines that are not to be remembered: those with a password in them.
final class Secrets {

    private static final List<String> OPTIONS = List.of("--pw", "--password", "--token");
    /// `-P`, also behind options that have no value.
    private static final Pattern SHORT = Pattern.compile("-[DENRcdlnrsvx]*P.*");

    private Secrets() {}

    /// Whether there is a password in a line: the value of an option, of a field, or in a URL.
    static boolean areIn(String line) {
        List<String> words = Line.begun(line.replace(';', ' ').replace('\n', ' ')).stream()
                .map(Line.Word::text)
                .toList();
        return words.stream().anyMatch(Secrets::isOne)
                || words.contains("passwd") && (words.contains("-b") || words.contains("--batch"));
    }

    private static boolean isOne(String word) {
        if (SHORT.matcher(word).matches()
                || OPTIONS.stream().anyMatch(it -> word.equals(it) || word.startsWith(it + "="))
                || word.startsWith("password=")
                || word.contains("mqtt.passwd")) {
            return true;
        }
        int scheme = word.indexOf("://");
        int at = word.lastIndexOf('@');
        return scheme >= 0 && at > scheme && word.substring(scheme + 3, at).contains(":");
    }
}
