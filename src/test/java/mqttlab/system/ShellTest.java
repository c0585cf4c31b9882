package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell at a terminal, as it is started and typed at.
class ShellTest {

    @TempDir
    Path home;

    @BeforeEach
    void needTmux() {
        Peer.need("tmux");
    }

    private Typist shell(String... environment) {
        return shell(100, environment);
    }

    /// What is said on standard error goes to a file: nothing is, but what commands say.
    private Typist shell(int columns, String... environment) {
        String command = "env -u MQTTLAB_HISTORY MQTTLAB_BUILD=no XDG_STATE_HOME='" + home + "' "
                + String.join(" ", environment) + " '" + Run.PROJECT + "/mqttlab' 2>'" + home + "/err'";
        Typist me = new Typist(columns, 40, command);
        try {
            return me.await("mqttlab>");
        } catch (AssertionError e) {
            me.close();
            throw e;
        }
    }

    private void assertNothingWrong() throws IOException {
        assertEquals("", Files.readString(home.resolve("err")));
    }

    private static long count(String screen, String text) {
        return screen.lines().filter(it -> it.contains(text)).count();
    }

    @Test
    void aSessionAsInTheManual() throws IOException {
        try (Typist me = shell()) {
            me.enter("broker start -p 0").await("mqttlab broker1>");
            me.enter("sub -t 'a/#' &").await("subscribed to");
            me.enter("pub -t a/what/ever -m hello -q 1").await("sub1: hello");
            me.await("auto").enter("packets mqtt.msgtype == PUBACK").await("PUBACK      id 1");
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            me.enter("jobs").await(screen -> count(screen, "mqtt://127.0.0.1") == 2 && screen.contains("sub1  "));
            leave(me);
        }
        assertNothingWrong();
    }

    /// Once the prompt is there: what is typed before belongs to the command.
    private static void leave(Typist me) {
        me.await(screen -> screen.endsWith("mqttlab>") || screen.endsWith("mqttlab broker1>"));
        me.press("C-d").await("ended 0");
    }

    @Test
    void completesAndRemembersFromOneTimeToTheNext() throws IOException {
        try (Typist me = shell()) {
            me.type("jo").press("Tab").await("mqttlab> jobs").press("Enter").await("Nothing runs.");
            me.await(screen -> screen.endsWith("mqttlab>"));
            me.type("packets mqtt.topi")
                    .press("Tab")
                    .await("packets mqtt.topic")
                    .press("C-c");
            me.enter("sub -P secret --help").await("--help                 Show this help.");
            leave(me);
        }
        assertNothingWrong();
        String history = Files.readString(home.resolve("mqttlab/history"));
        assertTrue(history.endsWith(":jobs\n"), history);
        assertFalse(history.contains("secret"), history);
        try (Typist me = shell()) {
            me.press("Up").await("mqttlab> jobs");
            // Ctrl-R typed between two prompts is for the terminal's driver, not for the shell.
            me.press("C-c").await(screen -> screen.endsWith("mqttlab>"));
            me.press("C-r").type("ob").press("Enter").await("Nothing runs.");
            me.enter("exit").await("ended 0");
        }
    }

    @Test
    void whatComesWhileSomebodyTypesComesAbove() {
        try (Typist me = shell()) {
            me.enter("broker start -p 0 --quiet").await("mqttlab broker1>");
            me.enter("sub -t a &").enter("wait mqtt.msgtype == SUBACK").await("packet 6");
            // The message comes a moment after the prompt, when something is typed at it.
            me.enter("pub -t a -m 1st --repeat 20 --repeat-delay 0.1 &").type("packets mqtt.to");
            me.await(screen -> count(screen, "sub1: 1st") == 20);
            me.await(screen -> screen.endsWith("mqttlab broker1> packets mqtt.to"));
            me.type("pic").await("mqttlab broker1> packets mqtt.topic");
        }
    }

    @Test
    void controlCEndsWhatRunsAndGivesUpALine() {
        try (Typist me = shell()) {
            me.enter("broker start -p 0").await("mqttlab broker1>");
            me.enter("sub -t a").await("subscribed to").press("C-c").await("disconnected");
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            me.type("never run").await("> never run").press("C-c");
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            me.enter("jobs").await(screen -> count(screen, "broker start -p 0") == 2);
            assertFalse(me.screen().contains("Unknown"), me.screen());
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            me.enter("stop all").await(screen -> screen.endsWith("mqttlab>"));
            me.enter("jobs").await("Nothing runs.");
            leave(me);
        }
    }

    @Test
    void linesGoOnAfterABackslashOrWithinAQuotation() {
        try (Typist me = shell()) {
            me.enter("sleep \\").enter("1ms").await(screen -> count(screen, "mqttlab>") >= 2);
            me.enter("new PUBLISH topic=a payload='one").enter("two'").await("Payload (7 bytes)");
        }
    }

    @Test
    void fitsANarrowTerminal() {
        try (Typist me = shell(40)) {
            me.enter("broker start -p 0 --quiet").await("mqttlab broker1>");
            me.enter("pub -t a/long/topic/that/does/not/fit -m x -q 1");
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            me.enter("packets").await("    7    ");
            me.await(screen -> screen.endsWith("mqttlab broker1>"));
            String rows = me.unwrapped();
            assertTrue(
                    rows.lines()
                            .filter(it -> it.matches(" +\\d+ .*"))
                            .allMatch(it -> it.stripTrailing().length() <= 40),
                    rows);
        }
    }

    @Test
    void aDumbTerminalWillDo() throws IOException {
        try (Typist me = shell("TERM=dumb")) {
            me.enter("broker start -p 0 --quiet").await("mqttlab broker1>");
            me.enter("pub -t a -m x -q 1").enter("packets").await("PUBACK");
            assertFalse(me.coloured().contains("\033"), me.coloured());
            me.enter("exit").await("ended 0");
        }
        assertNothingWrong();
    }

    @Test
    void scriptsHaveNoPromptsAndNoColors(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("test"), "broker start -p 0 --quiet\npub -t a -m b -q 1\npackets\n");
        Run run = Run.mqttlab("shell", file.toString());
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertFalse(run.out().contains("mqttlab>"), run.out());
        assertFalse(run.out().contains("\033"), run.out());
        assertTrue(run.out().contains("PUBACK"), run.out());
        assertEquals(1, Run.mqttlab("shell", "-c", "expect mqtt").status());
    }
}
