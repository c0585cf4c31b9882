package mqttlab.cli.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.command.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The broker as a process, and what signals do to it.
class BrokerProcessTest {

    /// Section 3.1 of 5.0: no clean start, keep alive 60 s, session kept for 100 s, client "c0".
    private static final byte[] CONNECT = RawClient.hex("1014 00044d515454 05 00 003c 05 1100000064 0002 6330");
    /// To "a/b", at QoS 1.
    private static final byte[] SUBSCRIBE = RawClient.hex("8209 0001 00 0003 612f62 01");
    /// To "a/b", "hi", QoS 1, identifier 7; it comes back with identifier 1.
    private static final byte[] PUBLISH = RawClient.hex("320a 0003 612f62 0007 00 6869");

    private static final byte[] DELIVERED = RawClient.hex("320a 0003 612f62 0001 00 6869");
    private static final Pattern URI_OF_LISTENER = Pattern.compile("mqtt://127\\.0\\.0\\.1:\\d+");
    private static final Pattern URI_OF_FIGURES = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @TempDir
    Path directory;

    /// @param errors where standard error goes
    private record Running(Process process, BufferedReader out, Path errors) implements AutoCloseable {

        /// The next line of standard output; null at its end.
        String line() throws IOException {
            return String.valueOf(out.readLine());
        }

        /// Ends it by a signal that it can hear; returns what it still prints.
        List<String> interrupt() throws IOException, InterruptedException {
            return interrupt(Status.OK);
        }

        List<String> interrupt(int status) throws IOException, InterruptedException {
            // Not destroy(): that closes the pipe, and what is still said is lost.
            process.toHandle().destroy();
            List<String> rest = new ArrayList<>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                rest.add(line);
            }
            assertEquals(status, process.waitFor(), () -> "status; standard error: " + said());
            return rest;
        }

        private String said() {
            try {
                return Files.readString(errors);
            } catch (IOException e) {
                return e.toString();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Running start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "mqttlab.cli.Main",
                "broker",
                "-p",
                "0"));
        command.addAll(List.of(args));
        Path errors = Files.createTempFile(directory, "errors", "");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new Running(process, process.inputReader(UTF_8), errors);
    }

    private static String uri(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertTrue(matcher.find(), line);
        return matcher.group();
    }

    /// Waits for what no other sign tells.
    private static String await(Path file, Pattern content) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end) {
            String text = new String(Files.readAllBytes(file), ISO_8859_1);
            if (content.matcher(text).find()) {
                return text;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError(file + " has no " + content + ": " + Files.readString(file));
    }

    @Test
    void aSignalTellsClientsAndKeepsSessions() throws IOException, GeneralSecurityException, InterruptedException {
        String data = directory.resolve("broker.db").toString();
        try (Running broker = start("--data", data, "--log", "json")) {
            String started = broker.line();
            assertTrue(started.contains("\"event\":\"started\""), started);
            try (RawClient client = RawClient.to(uri(URI_OF_LISTENER, started))) {
                client.send(CONNECT).packet();
                client.send(SUBSCRIBE).packet();
                // What happened is told at once.
                List<String> events = List.of(broker.line(), broker.line(), broker.line());
                assertTrue(events.get(0).contains("\"event\":\"opened\""), events.toString());
                assertTrue(events.get(1).contains("\"event\":\"connected\",\"client_id\":\"c0\""), events.toString());
                assertTrue(events.get(2).contains("\"event\":\"subscribed\",\"client_id\":\"c0\""), events.toString());
                List<String> rest = broker.interrupt();
                byte[] last = client.packet();
                assertEquals("e0", HexFormat.of().toHexDigits(last[0]));
                assertEquals("8b", HexFormat.of().toHexDigits(last[2]));
                assertEquals(0, client.packet().length);
                assertEquals(1, rest.size(), rest.toString());
                assertTrue(
                        rest.getFirst().contains("\"by_client\":false,\"reason_code\":139")
                                && rest.getFirst().endsWith("\"kept\":true}"),
                        rest.toString());
            }
        }
        try (Running broker = start("--data", data);
                RawClient client = RawClient.to(uri(URI_OF_LISTENER, broker.line()))) {
            // Session Present.
            assertEquals(1, client.send(CONNECT).packet()[2]);
            client.send(PUBLISH).expect(DELIVERED);
        }
    }

    /// What the store cannot keep at the end is lost: no client is there any more who would miss an acknowledgement.
    @Test
    void whatIsNotKeptAtTheEndIsAFailure() throws Exception {
        String data = directory.resolve("broker.db").toString();
        try (Running broker = start("--data", data, "--log", "json");
                RawClient client = RawClient.to(uri(URI_OF_LISTENER, broker.line()));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + data);
                Statement statement = other.createStatement()) {
            boolean _ = statement.execute("BEGIN IMMEDIATE");
            client.send(CONNECT);
            String opened = broker.line();
            assertTrue(opened.contains("\"event\":\"opened\""), opened);
            String connected = broker.line();
            assertTrue(connected.contains("\"event\":\"connected\""), connected);
            broker.interrupt(Status.FAILED);
            String said = broker.said();
            assertTrue(said.contains("mqttlab: " + data + ": another program is writing to it "), said);
        }
    }

    @Test
    void packetsInPlaceOfEvents() throws IOException, GeneralSecurityException, InterruptedException {
        try (Running broker = start("--tap", "-Y", "mqtt.topic", "-t", "e")) {
            String started = await(broker.errors, URI_OF_LISTENER);
            try (RawClient client = RawClient.to(uri(URI_OF_LISTENER, started))) {
                client.send(CONNECT).packet();
                client.send(SUBSCRIBE).packet();
                client.send(PUBLISH).expect(DELIVERED);
                String line = broker.line();
                assertTrue(line.contains("SUBSCRIBE   id 1: a/b (QoS 1)"), line);
                line = broker.line();
                assertTrue(line.contains("PUBLISH     a/b QoS 1 id 7 2 bytes \"hi\""), line);
                line = broker.line();
                assertTrue(line.contains("PUBLISH     a/b QoS 1 id 1 2 bytes \"hi\""), line);
                assertEquals(List.of(), broker.interrupt());
            }
            assertEquals(1, broker.said().lines().count(), broker.said());
        }
    }

    @Test
    void aFileOfTrafficOutlivesKill() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("tap.pcapng");
        try (Running broker = start("--tap-pcap", file.toString());
                RawClient client = RawClient.to(uri(URI_OF_LISTENER, broker.line()))) {
            client.send(CONNECT).packet();
            client.send(SUBSCRIBE).packet();
            client.send(PUBLISH).expect(DELIVERED);
            await(file, Pattern.compile("\\Q2\n\0\3a/b\0\1\0hi\\E"));
            broker.process.destroyForcibly().waitFor();
        }
        StringBuilder all = new StringBuilder();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                all.append(HexFormat.of()
                        .formatHex(
                                reader.frame().bytes(),
                                reader.frame().offset() + 40,
                                reader.frame().offset() + reader.frame().capturedLength()));
            }
        }
        for (byte[] packet : List.of(CONNECT, SUBSCRIBE, PUBLISH, DELIVERED)) {
            assertTrue(all.toString().contains(HexFormat.of().formatHex(packet)), all.toString());
        }
    }

    @Test
    void figuresByHttp() throws IOException, GeneralSecurityException, InterruptedException {
        try (Running broker = start("--http", "0");
                HttpClient http = HttpClient.newHttpClient()) {
            String started = broker.line();
            try (RawClient client = RawClient.to(uri(URI_OF_LISTENER, started))) {
                client.send(CONNECT).packet();
                String where = uri(URI_OF_FIGURES, started);
                HttpRequest metrics =
                        HttpRequest.newBuilder(URI.create(where + "/metrics")).build();
                String text = http.send(metrics, BodyHandlers.ofString()).body();
                assertTrue(text.contains("\nmqttlab_clients_connected 1\n"), text);
                HttpRequest health =
                        HttpRequest.newBuilder(URI.create(where + "/health")).build();
                assertEquals(200, http.send(health, BodyHandlers.ofString()).statusCode());
            }
            broker.interrupt();
        }
    }

    @Test
    void packetsThatNobodyReadsAreTold() throws IOException, GeneralSecurityException {
        try (Running broker = start("--tap=tree")) {
            String started = await(broker.errors, URI_OF_LISTENER);
            broker.out.close();
            try (RawClient client = RawClient.to(uri(URI_OF_LISTENER, started))) {
                client.send(CONNECT).packet();
                await(broker.errors, Pattern.compile("--tap: nobody reads it any more\\. Nothing more is printed"));
                client.send(SUBSCRIBE).packet();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-Y mqtt.topic, --tap",
        "--sync off, --data",
        "--cert a --key b, --listen",
        "--listen mqtts://127.0.0.1:0, --cert and --key",
        "--origin https://example.org, --listen",
        "--listen ws://127.0.0.1:0 --origin foo, such as https://example.org",
    })
    void optionsThatDoNotFit(String options, String said) throws IOException, InterruptedException {
        try (Running broker = start(options.split(" "))) {
            assertEquals(2, broker.process.waitFor());
            assertTrue(broker.said().contains(said), broker.said());
            assertFalse(broker.said().contains("broker on"), broker.said());
        }
    }

    @Test
    void faultsOfAChangedFileAreEvents() throws IOException, GeneralSecurityException {
        Path rules = Files.writeString(directory.resolve("acl"), "topic #\n");
        try (Running broker = start("--acl-file", rules.toString(), "--log", "json")) {
            String uri = uri(URI_OF_LISTENER, broker.line());
            Files.writeString(rules, "nonsense\n");
            String line = "";
            try (RawClient client = RawClient.to(uri)) {
                client.send(CONNECT).packet();
                // The file is looked at once a second.
                while (!line.contains("\"event\":\"trouble\"")) {
                    client.send(PUBLISH).packet();
                    line = broker.line();
                }
            }
            assertTrue(line.contains("acl:1: expected \\\"user\\\""), line);
            assertEquals("", broker.said());
        }
    }

    @Test
    void aLogThatNobodyReadsIsTold() throws IOException, GeneralSecurityException {
        try (Running broker = start()) {
            String uri = uri(URI_OF_LISTENER, broker.line());
            broker.out.close();
            try (RawClient client = RawClient.to(uri)) {
                client.send(CONNECT).packet();
                await(broker.errors, Pattern.compile("nobody reads the log any more; the broker goes on"));
                client.send(SUBSCRIBE).packet();
            }
        }
    }

    @Test
    void aBrokerThatCannotBeginLeavesTheFile() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("tap.pcapng"), "precious");
        String nowhere = "mqtt://192.0.2.1:1883";
        try (Running broker = start("--tap-pcap", file.toString(), "--allow-anonymous", "--listen", nowhere)) {
            assertEquals(1, broker.process.waitFor());
            assertTrue(broker.said().contains("192.0.2.1"), broker.said());
        }
        assertEquals("precious", Files.readString(file));
        try (Running broker = start("--tap-pcap", directory.resolve("no/file").toString())) {
            assertEquals(1, broker.process.waitFor());
            assertTrue(broker.said().contains("there is no such directory"), broker.said());
        }
    }
}
