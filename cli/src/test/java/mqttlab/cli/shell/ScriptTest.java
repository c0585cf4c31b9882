package mqttlab.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scripts, from their lines to what they print and their exit status.
@Timeout(120)
class ScriptTest {

    private record Ran(int status, String out, String err) {

        void assertOk() {
            assertEquals(0, status, out + err);
            assertEquals("", err);
        }

        private static Ran of(String in, String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Streams streams = new Streams(
                    new ByteArrayInputStream(in.getBytes(UTF_8)),
                    new Output(out),
                    new PrintStream(err, true, UTF_8),
                    Terminal.NONE);
            int status = Main.run(streams, args);
            return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
        }
    }

    private static Ran script(String... lines) {
        return Ran.of("", "shell", "-c", String.join("\n", lines));
    }

    @Test
    void clientsSpeakToTheBrokerOfTheShell() {
        Ran ran = script(
                "broker start -p 0 --quiet",
                "sub -t 'a/#' &",
                "wait mqtt.msgtype == SUBACK",
                "pub -t a/what/ever -m hello -q 1",
                "wait mqtt.msgtype == PUBLISH && mqtt.qos == 0",
                "packets mqtt.topic == \"a/what/ever\"",
                "jobs",
                "stop sub1");
        ran.assertOk();
        assertTrue(ran.out.contains("hello"), ran.out);
        assertEquals(2, ran.out.lines().filter(it -> it.contains("PUBLISH")).count(), ran.out);
        assertTrue(ran.out.contains("broker1"), ran.out);
        assertTrue(ran.out.contains("mqtt://127.0.0.1:"), ran.out);
    }

    @Test
    void aNumberThatNoPacketHasIsSaid() {
        Ran ran = script("broker -p 0 --quiet", "pub -t a -m b", "packet 3", "packet 1");
        assertEquals(1, ran.status);
        assertTrue(ran.out.contains("CONNECT"), ran.out);
        assertTrue(ran.err.startsWith("mqttlab: packet: none has this number"), ran.err);
    }

    @Test
    void aConnectionWithinTheShellIsHeardOnce() {
        Ran ran = script("broker -p 0 --quiet", "pub -t a -m b -q 2", "packets mqtt.msgtype == CONNECT");
        ran.assertOk();
        assertEquals(1, ran.out.lines().count(), ran.out);
    }

    @Test
    void whatIsLookedAtMovesNothing(@TempDir Path dir) {
        Path file = dir.resolve("saved.pcapng");
        script(
                        "broker start -p 0 --quiet",
                        "pub -t a -m 1 -q 1",
                        "wait mqtt.msgtype == PUBLISH 60s",
                        "save '" + file + "'",
                        "open '" + file + "'",
                        "expect --none mqtt.msgtype == CONNECT",
                        "open",
                        "expect --none mqtt.msgtype == CONNECT")
                .assertOk();
    }

    @Test
    void endsAtTheFirstLineThatFailsAndSaysWhich(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("test.mqtt"), """
            # a comment
            broker start -p 0 --quiet
            pub -t a \\
                -m b
            expect mqtt.msgtype == PUBACK
            nothing here runs
            """);
        Ran ran = Ran.of("", "shell", file.toString());
        assertEquals(1, ran.status);
        assertEquals("""
            mqttlab: expect: no packet matches mqtt.msgtype == PUBACK
            mqttlab: %s:5: failed: expect mqtt.msgtype == PUBACK
            """.formatted(file), ran.err);
    }

    @Test
    void endsWithinALineToo() {
        Ran ran = script("expect mqtt.msgtype == PUBACK; jobs", "jobs");
        assertEquals(1, ran.status);
        assertEquals("", ran.out);
        assertTrue(ran.err.endsWith("mqttlab: -c:1: failed: expect mqtt.msgtype == PUBACK; jobs\n"), ran.err);
        assertEquals(2, script("nosuch; jobs").status);
    }

    @Test
    void waitMovesOnAndExpectDoesNot() {
        Ran ran = script(
                "broker start -p 0 --quiet",
                "pub -t a -m 1 -q 1",
                "expect mqtt.msgtype == PUBACK",
                "expect mqtt.msgtype == CONNECT",
                "expect mqtt.topic == \"a\"",
                "expect --none mqtt.topic == \"b\"",
                "wait mqtt.msgtype == PUBLISH 5s",
                "expect --none mqtt.msgtype == CONNECT",
                "wait mqtt.puback.reason_code || mqtt.msgtype == PUBACK 5s",
                "wait mqtt.msgtype == PUBACK 10ms");
        assertEquals(1, ran.status, ran.out);
        assertTrue(ran.err.startsWith("mqttlab: wait: no packet matched mqtt.msgtype == PUBACK within 10ms"), ran.err);
    }

    @Test
    void linesComeFromStandardInput() {
        Ran ran = Ran.of("# nothing\nsleep 1ms; jobs\n", "shell");
        ran.assertOk();
        assertTrue(ran.out.startsWith("Nothing runs."), ran.out);
    }

    @Test
    void alonePipedItReadsLines() {
        Ran ran = Ran.of("exit\njobs\n");
        ran.assertOk();
        assertEquals("", ran.out);
    }

    @Test
    void showsWhereALineIsWrong() {
        Ran ran = script("pub -t a -m 'b");
        assertEquals(2, ran.status);
        assertEquals("""
            mqttlab: the quotation that begins here has no end: expected another '
              pub -t a -m 'b
                          ^
            mqttlab: -c:1: failed: pub -t a -m 'b
            """, ran.err);
    }

    @Test
    void showsWhereAFilterIsWrong() {
        Ran ran = script("packets mqtt.qoss == 1");
        assertEquals(2, ran.status);
        assertTrue(ran.err.contains("mqtt.qoss"), ran.err);
        assertTrue(ran.err.contains("^"), ran.err);
    }

    @Test
    void savesAndOpens(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("a b.pcapng");
        Ran ran = script(
                "broker start -p 0 --quiet",
                "pub -t a -m b -q 1",
                "save '" + file + "'",
                "clear",
                "packets",
                "open '" + file + "'",
                "packets",
                "open",
                "packets");
        ran.assertOk();
        assertEquals(1, ran.out.lines().filter(it -> it.contains("PUBACK")).count(), ran.out);
        try (CaptureReader reader = CaptureReader.open(file)) {
            assertTrue(reader.next());
        }
    }

    @Test
    void everythingThatLooksAtCapturesLooksAtTheJournal() {
        Ran ran = script(
                "broker start -p 0 --quiet",
                "pub -i me -t a/b -m hello -q 1",
                "packet 5",
                "ladder",
                "ladder me",
                "follow me",
                "flows",
                "stats",
                "topics",
                "diagnose");
        ran.assertOk();
        assertTrue(ran.out.contains("0000  "), ran.out);
        assertTrue(ran.out.contains("a/b"), ran.out);
    }

    @Test
    void lintJudgesTheJournal() {
        Ran fine = script("broker start -p 0 --quiet", "pub -t a -m b -q 1", "lint");
        assertEquals(0, fine.status, fine.out);
        assertEquals("mqttlab: nothing found in 1 input\n", fine.err);
        Ran wrong =
                script("broker start -p 0 --quiet", "new PUBLISH topic=a payload=b", "send", "wait mqtt.topic", "lint");
        assertEquals(1, wrong.status, wrong.out);
        assertTrue(wrong.out.contains("MQTT-3.1.0-1"), wrong.out);
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        Ran ran = script("broker start -p 0 --quiet", "jobs", "broker start --listen mqtt://127.0.0.1:99999");
        assertEquals(2, ran.status, ran.err);
    }

    @Test
    void nobodyToStopIsSaid() {
        Ran ran = script("stop broker1");
        assertEquals(1, ran.status);
        assertTrue(ran.err.startsWith("mqttlab: stop: nothing that runs is called 'broker1'; nothing runs\n"), ran.err);
    }

    @Test
    void packetsByHandMayBeWrong() {
        Ran ran = script(
                "broker start -p 0 --quiet",
                "new CONNECT client-id=hand",
                "send",
                "wait mqtt.msgtype == CONNACK",
                "new PUBLISH topic=a/b qos=1 payload='hello world'",
                "set mqtt.qos = 3",
                "set mqtt.topic = longer/topic",
                "send",
                "wait mqtt.msgtype == DISCONNECT && mqtt.disconnect.reason_code == 0x81",
                "expect --none mqtt.msgtype == PUBACK",
                "packets mqtt.topic == \"longer/topic\" -x",
                "packets mqtt.msgtype == DISCONNECT -T fields -e mqtt.disconnect.reason_code");
        ran.assertOk();
        assertTrue(ran.out.contains("\n129\n"), ran.out);
        // 5.0, section 3.3: Remaining Length 28 is counted, QoS 3 is not corrected.
        assertTrue(ran.out.contains("36 1c 00 0c 6c 6f 6e 67"), ran.out);
    }

    @Test
    void oneConnectionIsMeantHoweverItsServerIsCalled() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String at = "127.0.0.1:" + server.getLocalPort();
            script("new PINGREQ", "send --to mqtt://" + at, "send --to " + at).assertOk();
            try (Socket accepted = server.accept()) {
                assertEquals(
                        "c000c000",
                        HexFormat.of().formatHex(accepted.getInputStream().readAllBytes()));
            }
            Ran ran = script("new PINGREQ", "send --to mqtts://" + at);
            assertEquals(2, ran.status);
            assertTrue(ran.err.contains("expected HOST:PORT of a server without TLS"), ran.err);
        }
    }

    /// A PUBLISH of 2 MiB on the first connection; on the second a PINGRESP, once the first has an end.
    @Test
    void aPacketThatIsTooLongByHandIsSaid() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket first = server.accept();
                        Socket second = server.accept()) {
                    try {
                        first.getOutputStream().write(HexFormat.of().parseHex("3080808001"));
                        first.getOutputStream().write(new byte[1 << 20]);
                    } catch (IOException e) {
                        // It does not wait for the end.
                    }
                    ended(first);
                    second.getOutputStream().write(HexFormat.of().parseHex("d000"));
                    ended(second);
                } catch (IOException e) {
                    // The script has ended.
                }
            });
            String raw = "raw 127.0.0.1:" + server.getLocalPort();
            Ran ran = script(raw, raw, "wait mqtt.msgtype == PINGRESP", "packets");
            ran.assertOk();
            assertTrue(ran.out.contains("what comes is no packet, or one of more than 1 MiB: closed"), ran.out);
            assertFalse(ran.out.contains("the server has closed"), ran.out);
        }
    }

    /// Waits until the other side sends no more.
    private static void ended(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // That is an end as well.
        }
    }

    @Test
    void lengthsByHandAreCountedUnlessTheyAreSet() {
        Ran ran = script("new PUBLISH topic=a payload=b", "set mqtt.len=20", "set mqtt.msg = longer", "show");
        assertEquals(0, ran.status, ran.err);
        // So says 'decode' of a packet that is shorter than it says.
        assertTrue(ran.err.startsWith("mqttlab: --hex: incomplete"), ran.err);
        assertTrue(ran.out.contains("30 05 00 01 61 00 62"), ran.out);
        assertTrue(ran.out.contains("30 14 00 01 61 00 6c 6f"), ran.out);
    }

    @Test
    void aPacketByHandSaysWhatItHas() {
        Ran ran = script("new PUBLISH topic=a", "set mqtt.nope = 3");
        assertEquals(1, ran.status);
        assertTrue(
                ran.err.startsWith("mqttlab: set: this packet has no field mqtt.nope; it has mqtt.hdrflags"), ran.err);
        assertTrue(script("set mqtt.qos = 1").err.contains("there is no packet yet"));
        assertTrue(script("new PUBLISH nope=1").err.contains("PUBLISH has no nope; it has topic, qos"));
    }

    @Test
    void rawTakesServersWithoutTlsOnly() {
        for (String server : List.of("mqtts://localhost", "mqtt://", "localhost:0", "mqtt://:1883", "a b")) {
            Ran ran = script("raw '" + server + "'");
            assertEquals(2, ran.status, server);
            assertTrue(ran.err.startsWith("mqttlab: raw: expected HOST:PORT of a server without TLS"), ran.err);
        }
        assertEquals("my_broker:1883", RawCommand.name("my_broker"));
        assertEquals("[::1]:1883", RawCommand.name("[::1]:1883"));
    }

    @Test
    void passwordsAreNotRemembered() {
        for (String line : List.of(
                "sub -u me -P secret -t a",
                "sub; pub -Psecret",
                "sub -dP secret",
                "sub -cvPsecret",
                "pub --password=secret",
                "pub -L mqtt://me:secret@host/a",
                "bridge --token secret",
                "bridge --token=secret",
                "passwd -b file me secret",
                "passwd file me secret --batch",
                "new CONNECT user-name=me password=secret",
                "set mqtt.passwd = secret",
                "set mqtt.passwd=secret",
                "relay --fault 'set mqtt.passwd=secret in CONNECT'",
                "packets mqtt.passwd == \"secret\"")) {
            assertTrue(Secrets.areIn(line), line);
        }
        for (String line : List.of(
                "pub -p 1883 -L mqtt://me@host:1883/a",
                "pub -t PUBLISH -tPUBLISH -m -password",
                "pub --password-file file --ask-password",
                "bridge --token-file file",
                "passwd file me",
                "new CONNECT user-name=me")) {
            assertFalse(Secrets.areIn(line), line);
        }
    }
}
