package mqttlab.cli.shell;

import java.util.List;

/// Tells lines that are not to be remembered: those with a password in them.
final class Secrets {

    private static final List<String> OPTIONS = List.of("-P", "--pw", "--password");

    private Secrets() {}

    /// Whether there is a password in a line: the value of `-P`, or one in a URL.
    static boolean areIn(String line) {
        return Line.begun(line.replace(';', ' ').replace('\n', ' ')).stream()
                .map(Line.Word::text)
                .anyMatch(Secrets::isOne);
    }

    private static boolean isOne(String word) {
        if (word.startsWith("-P") || OPTIONS.stream().anyMatch(it -> word.equals(it) || word.startsWith(it + "="))) {
            return true;
        }
        int scheme = word.indexOf("://");
        int at = word.lastIndexOf('@');
        return scheme >= 0 && at > scheme && word.substring(scheme + 3, at).contains(":");
    }
}
