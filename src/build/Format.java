import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks that every Java source of the project is in palantir-java-format, or rewrites those that are not.
///
///     java --class-path palantir-java-format.jar:... src/build/Format.java check|write <project>
///
/// What stands between `// @formatter:off` and `// @formatter:on` keeps its form: tables are aligned by hand.
///
/// It runs on the JDK that compiles the sources, which may be newer than the one that runs Maven. What was found
/// right is remembered by its digest, in `target/formatted`.
final class Format {
    private static final String OFF = "// @formatter:off";
    private static final String ON = "// @formatter:on";
    private static final Pattern TABLE = Pattern.compile(OFF + "|" + ON);

    private static final int COLUMNS = 120;
    private static final Pattern COMMENT = Pattern.compile("(?<indent> *)(?<slashes>/// *)(?<bullet>(- )?)");

    private final Path project;
    private final boolean write;
    private final String formatter;
    private final Set<String> right = new ConcurrentSkipListSet<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    private Format(Path project, boolean write) throws IOException {
        this.project = project;
        this.write = write;
        formatter = System.getProperty("java.class.path") + Files.readString(project.resolve("src/build/Format.java"));
    }

    public static void main(String[] args) throws IOException {
        Format format = new Format(Path.of(args[1]), args[0].equals("write"));
        format.all();
        if (format.failed.get()) {
            System.err.println("The sources are not in the project's format; mvn verify -Dformat=write rewrites them.");
            System.exit(1);
        }
    }

    private void all() throws IOException {
        Path memory = project.resolve("target/formatted");
        Set<String> known = Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.of();
        sources().parallelStream().forEach(source -> {
            try {
                String text = Files.readString(source);
                if (known.contains(digest(text))) {
                    right.add(digest(text));
                } else {
                    one(source, text);
                }
            } catch (FormatterException | IOException e) {
                complain(source, e.getMessage());
            }
        });
        Files.createDirectories(memory.getParent());
        Files.write(memory, right);
    }

    private void one(Path source, String text) throws FormatterException, IOException {
        String formatted = keepTables(text, Palantir.FORMATTER.formatSourceAndFixImports(wrapComments(text)));
        if (formatted.equals(text) || write) right.add(digest(formatted));
        if (formatted.equals(text)) return;
        if (write) {
            Files.writeString(source, formatted);
            System.out.println("formatted " + project.relativize(source));
        } else {
            complain(source, firstDifference(text, formatted) + ": not in the project's format");
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

    private void complain(Path source, String what) {
        failed.set(true);
        System.err.println(project.relativize(source) + ":" + what);
    }

    private List<Path> sources() throws IOException {
        try (var paths = Files.walk(project)) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !isMade(project.relativize(path)))
                    .toList();
        }
    }

    private static boolean isMade(Path path) {
        for (Path part : path) {
            if (part.toString().equals("target") || part.toString().startsWith(".")) return true;
        }
        return false;
    }

    /// Stands for a text and for what decides whether it is right.
    private String digest(String text) {
        try {
            byte[] bytes = (formatter + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Wraps the long lines of `///` comments. The formatter would do so without the slashes, and from the second
    /// line of a comment on it counts the indentation twice.
    private static String wrapComments(String text) {
        StringBuilder wrapped = new StringBuilder();
        boolean first = true;
        for (String line : text.split("(?<=\n)")) {
            Matcher comment = COMMENT.matcher(line);
            while (comment.lookingAt()) {
                int limit = first ? COLUMNS : COLUMNS - comment.group("indent").length();
                int space = line.lastIndexOf(' ', limit);
                if (line.stripTrailing().length() <= limit || space < comment.end()) break;
                wrapped.append(line, 0, space).append('\n');
                String hanging = " ".repeat(comment.group("bullet").length());
                line = comment.group("indent") + comment.group("slashes") + hanging + line.substring(space + 1);
                comment = COMMENT.matcher(line);
                first = false;
            }
            first = !comment.lookingAt();
            wrapped.append(line);
        }
        return wrapped.toString();
    }

    private static int firstDifference(String text, String formatted) {
        String[] lines = text.split("\n", -1), wanted = formatted.split("\n", -1);
        int line = 0;
        while (line < lines.length && line < wanted.length && lines[line].equals(wanted[line])) line++;
        return line + 1;
    }

    /// Loaded only when there is something to format.
    private static final class Palantir {
        static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
    }
}
