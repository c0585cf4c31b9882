package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for the program whatever the command.
class ProgramTest {
    private static final byte[] NOTHING = {};

    @Test
    void saysTheVersionOfTheBuild() {
        Run run = Run.mqttlab("--version");
        assertEquals("", run.err());
        assertTrue(run.out().matches("mqttlab \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), run.out());
        assertEquals(0, run.status());
    }

    @Test
    void refusesAnUnknownCommand() {
        Run run = Run.mqttlab("xyzzy");
        assertEquals("mqttlab: Unknown command: 'xyzzy'\nTry 'mqttlab --help'.\n", run.err());
        assertEquals("", run.out());
        assertEquals(2, run.status());
    }

    @Test
    void startsThroughSymbolicLinksFromAnywhere(@TempDir Path somewhere) throws IOException {
        Path link = Files.createSymbolicLink(somewhere.resolve("link"), Run.PROJECT.resolve("mqttlab"));
        Files.createDirectory(somewhere.resolve("bin"));
        Files.createSymbolicLink(somewhere.resolve("bin/mqttlab"), Path.of("..", "link"));
        assertEquals(
                Run.mqttlab("--version").out(),
                run(somewhere, link.toString(), "--version").out());
        assertEquals(
                Run.mqttlab("--version").out(),
                run(somewhere, "bin/mqttlab", "--version").out());
        assertEquals(
                Run.mqttlab("--version").out(),
                run(somewhere, "sh", "link", "--version").out());
        Files.delete(link);
    }

    @Test
    void startsFromAPathWithSpaces(@TempDir Path somewhere) throws IOException {
        Path home = Files.createDirectory(somewhere.resolve("a b  c"));
        Files.copy(Run.PROJECT.resolve("mqttlab"), home.resolve("mqttlab"));
        Path link = Files.createSymbolicLink(home.resolve("cli"), Run.PROJECT.resolve("cli"));
        assertEquals(
                Run.mqttlab("--version").out(),
                run(home, "./mqttlab", "--version").out());
        Files.delete(link);
    }

    /// A pipe whose reading end is closed before the program starts.
    @Test
    void endsQuietlyWhenNobodyReads(@TempDir Path somewhere) {
        String fifo = somewhere.resolve("fifo").toString();
        String script = "mkfifo \"$1\"; exec 3<>\"$1\" 4>\"$1\" 3>&-; ./mqttlab --help >&4";
        Run run = run(Run.PROJECT, "sh", "-c", script, "sh", fifo);
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void saysThatADiskIsFull() {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        Run run = run(Run.PROJECT, "sh", "-c", "./mqttlab --help >/dev/full");
        assertEquals("mqttlab: standard output: No space left on device\n", run.err());
        assertEquals(1, run.status());
    }

    /// Else the first file that Java opens, one of its own, would be standard input.
    @Test
    void readsNothingWhereStandardInputIsClosed() {
        Run run = run(Run.PROJECT, "sh", "-c", "./mqttlab decode <&-");
        assertEquals("mqttlab: standard input: there is nothing to decode\n", run.err());
        assertEquals(1, run.status());
    }

    /// As in cron, where nothing is said of the language, or by ssh, where it is one that is not installed.
    @Test
    void readsWordsAsUtf8WhateverTheLocale() {
        for (String locale : List.of("LC_ALL=", "LC_ALL=C", "LC_ALL=C.UTF-8", "LC_ALL=xx_XX.UTF-8")) {
            Run run = run(
                    Run.PROJECT,
                    "env",
                    "-i",
                    "PATH=" + System.getenv("PATH"),
                    "MQTTLAB_BUILD=no",
                    locale,
                    "./mqttlab",
                    "é");
            assertEquals("mqttlab: Unknown command: 'é'\nTry 'mqttlab --help'.\n", run.err());
        }
    }

    @Test
    void refusesWordsThatItWouldSpoil() {
        Run run = run(Run.PROJECT, "sh", "-c", "./mqttlab decode \"$(printf '\\377')\"");
        assertTrue(run.err().startsWith("mqttlab: word 2 is not UTF-8: "), run.err());
        assertEquals(2, run.status());
    }

    @Test
    void colorsOnATerminalOnly() {
        Peer.need("script");
        assertTrue(onTerminal("./mqttlab --help").contains("\033["));
        assertFalse(onTerminal("NO_COLOR=1 ./mqttlab --help").contains("\033["));
        assertFalse(Run.mqttlab("--help").out().contains("\033["));
    }

    private static String onTerminal(String command) {
        return run(Run.PROJECT, "env", "TERM=xterm", "script", "-qec", command, "/dev/null")
                .out();
    }

    private static Run run(Path directory, String... command) {
        return Run.of(new ProcessBuilder(command).directory(directory.toFile()), NOTHING);
    }
}
