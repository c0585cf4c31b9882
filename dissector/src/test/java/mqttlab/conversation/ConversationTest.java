package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.finding.Citation;
import mqttlab.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is found in conversations that break a statement, and that nothing is found where they just keep it.
class ConversationTest {

    static final Path FOLDER = Path.of("src/test/resources/conversations");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    /// The statement or section that the file is about.
    static String place(Path file) {
        String name = file.getFileName().toString().replace(".txt", "");
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    @ParameterizedTest
    @MethodSource("files")
    void breaksTheStatement(Path file) {
        Script script = Script.play(file, "broken");
        assertAsWritten(script);
        String place = place(file);
        assertTrue(
                script.findings().stream().map(Finding::citation).anyMatch(it -> cites(it, place)),
                "nothing here breaks " + place);
    }

    private static boolean cites(Citation citation, String place) {
        return citation.place().equals(place) || citation.also().contains(place);
    }

    @ParameterizedTest
    @MethodSource("files")
    void justKeepsTheStatement(Path file) {
        Script script = Script.play(file, "kept");
        assertFalse(script.steps.size() < 2, "no conversation that keeps it");
        assertAsWritten(script);
        assertTrue(
                script.findings().stream().map(Finding::citation).noneMatch(it -> cites(it, place(file))),
                "this is said to keep it");
    }

    private static void assertAsWritten(Script script) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Script.Step step : script.steps) {
            expected.addAll(sorted(step.line(), step.expected()));
            found.addAll(
                    sorted(step.line(), step.found().stream().map(Script::line).toList()));
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    private static List<String> sorted(int line, List<String> texts) {
        List<String> sorted = new ArrayList<>();
        for (String text : texts) {
            sorted.add("line " + line + ": " + text);
        }
        Collections.sort(sorted);
        return sorted;
    }
}
