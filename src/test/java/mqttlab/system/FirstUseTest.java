package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a project that is not built yet, with a JDK and a Maven that only pretend.
class FirstUseTest {
    /// Makes the program, and counts how often it was asked to.
    private static final String MAVEN = """
        #!/bin/sh
        echo build >>builds
        echo '[INFO] Building mqttlab-cli 1.0   [4/4]'
        mkdir -p cli/target/app
        cat "$JAVA_HOME/built" >cli/target/app/built
        echo '[INFO] BUILD SUCCESS'
        """;

    private static final String BROKEN_MAVEN = """
        #!/bin/sh
        echo '[INFO] Building mqttlab-cli 1.0   [4/4]'
        echo '[ERROR] Main.java:[3,14] class Rabbit is not here'
        exit 1
        """;

    /// Prints its last argument.
    private static final String JAVA = """
        #!/bin/sh
        for last; do :; done
        echo "java says $last"
        """;

    @TempDir
    private Path temporary;

    private Path project;
    private Path jdk;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(temporary.resolve("my project"));
        Files.copy(Run.PROJECT.resolve("mqttlab"), project.resolve("mqttlab"));
        write(project.resolve("pom.xml"), "");
        write(project.resolve("cli/src/main/java/Main.java"), "");
        jdk = jdk("jdk 25", "25.0.3");
        script(temporary.resolve("bin/mvn"), MAVEN);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temporary.resolve(name);
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        write(home.resolve("built"), home.resolve("bin/java") + "\n" + version + "\n");
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Runs the launcher with the pretended tools before the real ones.
    private Run mqttlab(String... environment) {
        ProcessBuilder process = new ProcessBuilder("./mqttlab", "hello").directory(project.toFile());
        process.environment().put("MQTTLAB_BUILD", "");
        process.environment().put("MQTTLAB_JAVA_HOME", jdk.toString());
        process.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        for (int i = 0; i < environment.length; i += 2) process.environment().put(environment[i], environment[i + 1]);
        return Run.of(process, new byte[0]);
    }

    private int builds() throws IOException {
        Path builds = project.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void buildsOnce() throws IOException {
        Run first = mqttlab();
        assertEquals("java says hello\n", first.out());
        assertTrue(first.err().startsWith("mqttlab: building"), first.err());
        Run second = mqttlab();
        assertEquals("java says hello\n", second.out());
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        mqttlab();
        Instant built = Files.getLastModifiedTime(project.resolve("cli/target/app/built"))
                .toInstant();
        Path source = project.resolve("cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(built.plusSeconds(1)));
        assertEquals("java says hello\n", mqttlab("MQTTLAB_BUILD", "no").out());
        assertEquals(1, builds());
        assertEquals("java says hello\n", mqttlab().out());
        assertEquals(2, builds());
    }

    @Test
    void buildsAgainWhenTheJdkWasReplaced() throws IOException {
        mqttlab();
        jdk("jdk 25", "25.0.4");
        assertEquals("java says hello\n", mqttlab().out());
        assertEquals(2, builds());
        mqttlab();
        assertEquals(2, builds());
    }

    @Test
    void doesNotBuildForTheTracesOfAnEditor() throws IOException {
        mqttlab();
        Instant built = Files.getLastModifiedTime(project.resolve("cli/target/app/built"))
                .toInstant();
        for (String name : new String[] {".Main.java.swp", "Main.java~"}) {
            Path trace = project.resolve("cli/src/main/java/" + name);
            write(trace, "");
            Files.setLastModifiedTime(trace, FileTime.from(built.plusSeconds(1)));
        }
        mqttlab();
        assertEquals(1, builds());
    }

    @Test
    void showsWhatMavenComplainsAbout() throws IOException {
        script(temporary.resolve("bin/mvn"), BROKEN_MAVEN);
        Run run = mqttlab();
        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().contains("[ERROR] Main.java:[3,14] class Rabbit is not here\n"), run.err());
        assertTrue(run.err().contains("./cli/target/build.log"), run.err());
        assertFalse(Files.exists(project.resolve("cli/target/build.lock")));
    }

    @Test
    void refusesAnOlderJdk() throws IOException {
        Run run = mqttlab("MQTTLAB_JAVA_HOME", jdk("jdk 17", "17.0.15").toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("is not a JDK 25 or newer"), run.err());
        assertEquals(0, builds());
    }

    @Test
    void takesTheJdkOfJavaHome() {
        Run run = mqttlab("MQTTLAB_JAVA_HOME", "", "JAVA_HOME", jdk.toString());
        assertEquals("java says hello\n", run.out());
    }

    @Test
    void saysThatThereIsNoMaven() throws IOException {
        Path bin = temporary.resolve("only find");
        script(bin.resolve("find"), "#!/bin/sh\nexec /usr/bin/find \"$@\"\n");
        Run run = mqttlab("PATH", bin.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("there is no mvn on the PATH"), run.err());
    }

    @Test
    void takesOverFromABuildThatDied() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write(project.resolve("cli/target/build.lock/pid"), dead.pid() + "\n");
        assertEquals("java says hello\n", mqttlab().out());
        assertEquals(1, builds());
    }

    @Test
    void neverBuildsWhenToldSo() throws IOException {
        Run run = mqttlab("MQTTLAB_BUILD", "no");
        assertEquals(1, run.status());
        assertEquals("mqttlab: not built, and MQTTLAB_BUILD=no\n", run.err());
        assertEquals(0, builds());
    }
}
