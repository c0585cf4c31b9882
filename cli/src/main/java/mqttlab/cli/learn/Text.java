package mqttlab.cli.learn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a stage tells. It is read from a file like this:
///
/// ```
/// # Title
/// Paragraphs, between empty lines. They end where a line begins with # or is indented.
///
/// # Step name
/// What to do.
///
///     a line to type
///
/// = What is said when it is done.
/// ? hint: What is said where it was nearly done.
/// ```
///
/// @param paragraphs what is to be known
/// @param steps by name, in their order
record Text(String title, List<String> paragraphs, Map<String, Part> steps) {

    /// What is told about a step.
    ///
    /// @param task what to do
    /// @param lines to type
    /// @param done what is said when it is done
    /// @param hints what is said where it was nearly done, by name
    record Part(String task, List<String> lines, String done, Map<String, String> hints) {}

    private static final String STEP = "# Step ";

    /// Reads the text of a stage.
    static Text read(int number, String name) {
        String file = String.format(Locale.ROOT, "/mqttlab/learn/%02d-%s.md", number, name);
        InputStream in = Text.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("The program lacks its file " + file);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new Reader(lines.lines().toList()).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Part step(String name) {
        Part part = steps.get(name);
        if (part == null) {
            throw new IllegalStateException("The text lacks its step " + name);
        }
        return part;
    }

    private static final class Reader {

        private final List<String> lines;
        private int at;

        Reader(List<String> lines) {
            this.lines = lines;
        }

        Text text() {
            String title = lines.get(at++).substring(2);
            List<String> paragraphs = new ArrayList<>();
            for (String paragraph = paragraph(); paragraph != null; paragraph = paragraph()) {
                paragraphs.add(paragraph);
            }
            Map<String, Part> steps = new LinkedHashMap<>();
            while (at < lines.size()) {
                String name = lines.get(at++).substring(STEP.length());
                steps.put(name, step());
            }
            return new Text(title, List.copyOf(paragraphs), steps);
        }

        private Part step() {
            StringBuilder task = new StringBuilder();
            StringBuilder done = new StringBuilder();
            List<String> typed = new ArrayList<>();
            Map<String, String> hints = new LinkedHashMap<>();
            for (String it = paragraph(); it != null; it = paragraph()) {
                if (it.startsWith("    ")) {
                    typed.add(it.strip());
                } else if (it.startsWith("= ")) {
                    append(done, it.substring(2));
                } else if (it.startsWith("? ")) {
                    int colon = it.indexOf(": ");
                    hints.put(it.substring(2, colon), it.substring(colon + 2));
                } else {
                    append(task, it);
                }
            }
            return new Part(task.toString(), List.copyOf(typed), done.toString(), hints);
        }

        private static void append(StringBuilder to, String more) {
            to.append(to.isEmpty() ? "" : " ").append(more);
        }

        /// The next lines that belong together as one, a line to type alone; null at the end of a part.
        private @Nullable String paragraph() {
            while (at < lines.size() && lines.get(at).isBlank()) {
                at++;
            }
            if (at == lines.size() || lines.get(at).startsWith("# ")) {
                return null;
            }
            if (lines.get(at).startsWith("    ")) {
                return lines.get(at++);
            }
            StringBuilder paragraph = new StringBuilder(lines.get(at++));
            while (at < lines.size() && !isBegin(lines.get(at))) {
                paragraph.append(' ').append(lines.get(at++));
            }
            return paragraph.toString();
        }

        private static boolean isBegin(String line) {
            return line.isBlank()
                    || line.startsWith("    ")
                    || line.startsWith("# ")
                    || line.startsWith("= ")
                    || line.startsWith("? ");
        }
    }
}
