import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Checks that every Java source of the project is in palantir-java-format, or rewrites those that are not.
///
///     java --class-path palantir-java-format.jar:... src/build/Format.java check|write <project>
///
/// What stands between `// @formatter:off` and `// @formatter:on` keeps its form: tables are aligned by hand.
///
/// It runs on the JDK that compiles the sources, which may be newer than the one that runs Maven.
final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private static final String OFF = "// @formatter:off";
    private static final String ON = "// @formatter:on";
    private static final Pattern TABLE = Pattern.compile(OFF + "|" + ON);

    public static void main(String[] args) throws IOException {
        boolean write = args[0].equals("write");
        Path project = Path.of(args[1]);
        AtomicInteger wrong = new AtomicInteger();
        sources(project).parallelStream().forEach(source -> {
            String name = project.relativize(source).toString();
            try {
                String text = Files.readString(source);
                if (reportLongComment(name, text)) {
                    wrong.incrementAndGet();
                    return;
                }
                String formatted = keepTables(text, FORMATTER.formatSourceAndFixImports(text));
                if (formatted.equals(text)) return;
                if (write) {
                    Files.writeString(source, formatted);
                    System.out.println("formatted " + name);
                } else {
                    wrong.incrementAndGet();
                    System.err.println(name + ":" + firstDifference(text, formatted) + ": not formatted");
                }
            } catch (FormatterException | IOException e) {
                wrong.incrementAndGet();
                System.err.println(name + ":" + e.getMessage());
            }
        });
        if (wrong.get() > 0) {
            System.err.println("The sources are not in the project's format; mvn verify -Dformat=write rewrites them.");
            System.exit(1);
        }
    }

    private static String keepTables(String text, String formatted) {
        String[] before = TABLE.split(text, -1);
        String[] after = TABLE.split(formatted, -1);
        StringBuilder kept = new StringBuilder(after[0]);
        for (int i = 1; i < after.length && before.length == after.length; i++) {
            boolean isTable = i % 2 == 1;
            kept.append(isTable ? OFF + before[i] : ON + after[i]);
        }
        return before.length == after.length ? kept.toString() : formatted;
    }

    private static List<Path> sources(Path project) throws IOException {
        try (var paths = Files.walk(project)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !isBuilt(project.relativize(path)))
                    .toList();
        }
    }

    private static boolean isBuilt(Path path) {
        for (Path part : path) {
            if (part.toString().equals("target") || part.toString().startsWith(".")) return true;
        }
        return false;
    }

    /// The formatter wraps a long line of a `///` comment without the slashes: the author has to do it.
    private static boolean reportLongComment(String name, String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.length() > 120 && line.stripLeading().startsWith("///")) {
                System.err.println(name + ":" + number + ": a comment of more than 120 columns");
                return true;
            }
        }
        return false;
    }

    private static int firstDifference(String text, String formatted) {
        String[] lines = text.split("\n", -1), wanted = formatted.split("\n", -1);
        int line = 0;
        while (line < lines.length && line < wanted.length && lines[line].equals(wanted[line])) line++;
        return line + 1;
    }
}
