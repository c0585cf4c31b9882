package mqttlab.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Relays in the shell, and rules that come and go while they run.
@Timeout(120)
class FaultTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int script(String... lines) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintStream(err, true, UTF_8),
                Terminal.NONE);
        return Main.run(streams, "shell", "-c", String.join("\n", lines));
    }

    /// Both connections are in the journal, and what the rule did to each.
    @Test
    void aRuleIsAddedToTheRelayThatRuns() {
        int status = script(
                "broker start -p 0 --quiet",
                "relay --listen 0 --quiet",
                "fault drop PUBACK 1",
                "use relay1",
                "pub -t a/b -m hello -q 1 -W 3 &",
                "wait mqtt.msgtype == PUBACK",
                // The publisher gives up, long after.
                "wait mqtt.msgtype == DISCONNECT",
                "fault",
                "packets mqtt.msgtype == PUBACK",
                "fault --remove all",
                "pub -t a/b -m again -q 1");
        assertEquals(0, status, out + err.toString(UTF_8));
        String text = out.toString(UTF_8);
        assertTrue(text.contains("rule 1 (drop PUBACK 1): 0 of 0 packets\n"), text);
        assertTrue(text.contains("rule 1 (drop PUBACK 1): 1 of 1 packet\n"), text);
        assertTrue(text.contains("PUBACK      id 1"), text);
        assertTrue(text.contains(": PUBACK id 1 No matching subscribers: dropped by rule 1 (drop PUBACK 1)"), text);
        assertTrue(text.contains("No rules: everything passes as it comes."), text);
    }

    @Test
    void rulesAreReplacedByAnother() {
        int status = script(
                "broker start -p 0 --quiet",
                "relay --listen 0 --quiet --fault 'drop PUBACK 1'",
                "fault --remove all delay PUBLISH 1s");
        assertEquals(0, status, out + err.toString(UTF_8));
        assertTrue(out.toString(UTF_8).endsWith("rule 2 (delay PUBLISH 1s): 0 of 0 packets\n"), out.toString(UTF_8));
        assertEquals(1, script("broker start -p 0 --quiet", "relay --listen 0 --quiet", "fault --remove 7 drop any"));
        assertTrue(err.toString(UTF_8).contains("mqttlab: fault: there is no rule 7\n"), err.toString(UTF_8));
    }

    @Test
    void whatIsNoRuleIsPointedAt() {
        assertEquals(2, script("broker start -p 0 --quiet", "relay --listen 0 --quiet", "fault drop PUBAK 1"));
        String text = err.toString(UTF_8);
        assertTrue(text.contains("PUBACK"), text);
        assertTrue(text.contains("\n    drop PUBAK 1\n         ^~~~~\n"), text);
    }

    @Test
    void withoutARelayThereIsNothingToAddTo() {
        assertEquals(1, script("fault drop PUBACK 1"));
        assertTrue(err.toString(UTF_8).startsWith("mqttlab: fault: no relay runs; start one"), err.toString(UTF_8));
    }

    @Test
    void aSubscriberInTheBackgroundIsSubscribedWhenTheNextLineRuns() {
        int status = script(
                "broker start -p 0 --quiet",
                "sub -t a -q 1 -C 1 &",
                "expect mqtt.msgtype == SUBACK",
                "pub -t a -m hello -q 1",
                "wait mqtt.msgtype == PUBLISH && mqtt.msgid == 1 && mqtt.topic == \"a\"");
        assertEquals(0, status, out + err.toString(UTF_8));
    }
}
