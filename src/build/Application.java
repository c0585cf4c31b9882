import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Puts the program into one directory, ready to start fast.
///
///     java src/build/Application.java <project> <jar of the program> <class path> <directory> <start of the build>
///
/// The directory then holds
///
/// - `mqttlab.jar` and beside it the jars that its manifest names,
/// - an AOT cache for each file in `training/`: the classes used by the command lines in it, loaded and linked. A
/// start   loads all that is in its cache, so commands that need more than the others have one of their own,
/// - `built`: the path of the `java` that made the caches, its version (no other can use them), what all was made
/// from.   The file bears the time when the build began: a source that is newer is not in the program.
final class Application {
    private final Path project;
    private final List<Path> jars = new ArrayList<>();
    private final Path directory;
    private final Path jdk = Path.of(System.getProperty("java.home"));
    private final Path java = jdk.resolve("bin/java");

    private Application(Path project, Path jar, String classPath, Path directory) {
        this.project = project;
        this.directory = directory;
        jars.add(jar);
        for (String entry : classPath.split(File.pathSeparator)) jars.add(Path.of(entry));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var application = new Application(Path.of(args[0]), Path.of(args[1]), args[2], Path.of(args[3]));
        application.make(FileTime.from(Instant.parse(args[4])));
    }

    private void make(FileTime begin) throws IOException, InterruptedException {
        Path built = directory.resolve("built");
        String inputs = java + "\n" + version() + "\n" + digest() + "\n";
        if (!Files.exists(built) || !Files.readString(built).equals(inputs)) {
            Files.createDirectories(directory);
            for (Path old : list(directory)) Files.delete(old);
            copyJars();
            train();
            Files.writeString(built, inputs);
        }
        Files.setLastModifiedTime(built, begin);
    }

    /// As the release file of the JDK says it, where the launcher looks.
    private String version() throws IOException {
        Path release = jdk.resolve("release");
        if (!Files.exists(release)) return "";
        for (String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION="))
                return line.substring("JAVA_VERSION=".length()).replace("\"", "");
        }
        return "";
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) digest.update(Files.readAllBytes(jar));
            digest.update(Files.readAllBytes(project.resolve("src/build/Application.java")));
            for (Path training : trainings()) digest.update(Files.readAllBytes(training));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> trainings() throws IOException {
        return list(project.resolve("src/build/training"));
    }

    private void copyJars() throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(urls)) {
            ClassFile classFile = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            for (int i = 0; i < urls.length; i++) {
                Path jar = jars.get(i);
                String name = i == 0 ? "mqttlab.jar" : jar.getFileName().toString();
                copy(jar, directory.resolve(name), classFile);
            }
        }
    }

    private static void copy(Path from, Path to, ClassFile classFile) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                ZipOutputStream copy = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes;
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
                ZipEntry copied = new ZipEntry(entry.getName());
                copied.setTime(entry.getTime());
                copy.putNextEntry(copied);
                copy.write(isOld(entry.getName(), bytes) ? renew(bytes, classFile) : bytes);
            }
        }
    }

    /// Whether these bytes are a class file from before Java 6. Such a one has no stack maps, and an AOT cache
    /// leaves it out, with all that refers to it.
    private static boolean isOld(String name, byte[] bytes) {
        return name.endsWith(".class") && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < ClassFile.JAVA_6_VERSION;
    }

    /// The same class, as a class file of this Java. A new constant pool has every method built anew, with stack
    /// maps.
    private static byte[] renew(byte[] bytes, ClassFile classFile) {
        return classFile.transformClass(classFile.parse(bytes), (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.latestMajorVersion(), 0);
            } else {
                builder.with(element);
            }
        });
    }

    private void train() throws IOException, InterruptedException {
        List<Process> runs = new ArrayList<>();
        for (Path training : trainings()) runs.add(start(training));
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).waitFor() != 0) {
                Path training = trainings().get(i);
                System.err.println(Files.readString(log(training)));
                System.err.println("No AOT cache could be made by " + training);
                System.exit(1);
            }
        }
    }

    private Process start(Path training) throws IOException {
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:AOTCacheOutput=" + directory.resolve(name(training) + ".aot"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory.resolve("mqttlab.jar").toString(),
                        "mqttlab.cli.Training",
                        training.toString())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(training.toFile()))
                .redirectOutput(log(training).toFile())
                .start();
    }

    private Path log(Path training) {
        return directory.resolve(name(training) + ".log");
    }

    private static String name(Path training) {
        return training.getFileName().toString().replace(".txt", "");
    }
}
