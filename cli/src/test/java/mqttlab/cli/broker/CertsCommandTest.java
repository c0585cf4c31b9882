package mqttlab.cli.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.cli.Peer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CertsCommandTest {

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void name() {
        folder = root.resolve("made here");
    }

    private Called certs(String... options) {
        List<String> args = new ArrayList<>(List.of("certs", folder.toString()));
        args.addAll(List.of(options));
        return Called.with("", args.toArray(new String[0]));
    }

    private void made(String... options) {
        Called called = certs(options);
        assertEquals(0, called.status(), called.err());
    }

    private String refused(int status, String... options) {
        Called called = certs(options);
        assertEquals(status, called.status(), called.out() + called.err());
        return called.err();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /// What a program says, which must succeed.
    private static String said(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    @Test
    void opensslFindsThemInOrder() throws Exception {
        String openssl = Peer.need("openssl");
        made(
                "--host",
                "mqtt.example.org",
                "--host",
                "[2001:db8::7]",
                "--host",
                "Küche.example",
                "--client",
                "sensor 1");
        said(
                openssl,
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                "mqtt.example.org",
                "-CAfile",
                file("ca.crt"),
                file("server.crt"));
        said(
                openssl,
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_ip",
                "127.0.0.1",
                "-CAfile",
                file("ca.crt"),
                file("server.crt"));
        said(
                openssl,
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_ip",
                "2001:db8::7",
                "-CAfile",
                file("ca.crt"),
                file("server.crt"));
        said(
                openssl,
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-CAfile",
                file("ca.crt"),
                file("sensor 1.crt"));
        String server = said(openssl, "x509", "-noout", "-text", "-in", file("server.crt"));
        // OpenSSL 3.2 writes it without the blanks.
        assertTrue(server.replace("CN = ", "CN=").contains("Subject: CN=mqtt.example.org"), server);
        assertTrue(
                server.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:mqtt.example.org,"
                        + " IP Address:2001:DB8:0:0:0:0:0:7, DNS:xn--kche-0ra.example"),
                server);
        String client = said(openssl, "x509", "-noout", "-subject", "-in", file("sensor 1.crt"));
        assertEquals("subject=CN=sensor 1\n", client.replace(" = ", "="));
        for (String name : new String[] {"ca", "server", "sensor 1"}) {
            said(openssl, "pkey", "-noout", "-check", "-in", file(name + ".key"));
            assertEquals(
                    said(openssl, "x509", "-noout", "-pubkey", "-in", file(name + ".crt")),
                    said(openssl, "pkey", "-pubout", "-in", file(name + ".key")));
        }
    }

    @Test
    void keysAreTheirOwnersAlone() throws IOException {
        made("--client", "a");
        for (String name : new String[] {"ca", "server", "a"}) {
            assertEquals("rw-------", rights(name + ".key"));
            assertEquals("rw-r--r--", rights(name + ".crt"));
        }
        try (var all = Files.list(folder)) {
            assertEquals(6, all.count());
        }
    }

    private String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void whatIsThereStays() throws Exception {
        made("--client", "a");
        byte[] ca = bytes("ca.crt");
        byte[] server = bytes("server.crt");
        byte[] client = bytes("a.crt");
        made("--client", "b");
        assertTrue(Files.exists(folder.resolve("b.crt")));
        assertTrue(refused(1, "--client", "c", "--client", "a").contains("a.crt: it is there already; --force"));
        assertFalse(Files.exists(folder.resolve("c.crt")));
        assertTrue(refused(1, "--host", "x").contains("server.crt: it is there already; --force"));
        assertArrayEquals(ca, bytes("ca.crt"));
        assertArrayEquals(server, bytes("server.crt"));
        assertArrayEquals(client, bytes("a.crt"));

        made("--client", "b", "--force");
        assertArrayEquals(server, bytes("server.crt"));
        made("--host", "x", "--client", "a", "--force");
        assertArrayEquals(ca, bytes("ca.crt"));
        assertFalse(Arrays.equals(server, bytes("server.crt")));
        assertFalse(Arrays.equals(client, bytes("a.crt")));
        String openssl = Peer.need("openssl");
        said(openssl, "verify", "-x509_strict", "-CAfile", file("ca.crt"), file("server.crt"));
        said(openssl, "verify", "-x509_strict", "-CAfile", file("ca.crt"), file("a.crt"));
    }

    @Test
    void anRsaAuthorityOfOthersIsUsed() throws Exception {
        String openssl = Peer.need("openssl");
        Files.createDirectories(folder);
        Path conf = Files.writeString(root.resolve("ca.conf"), """
            [req]
            distinguished_name = name
            x509_extensions = ca
            prompt = no
            [name]
            O = Lab
            CN = Old CA
            [ca]
            basicConstraints = critical,CA:true
            keyUsage = critical,keyCertSign
            subjectKeyIdentifier = 01:02:03:04
            """);
        String ca = file("ca.crt");
        said(
                openssl,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-config",
                conf.toString(),
                "-keyout",
                file("ca.key"),
                "-out",
                ca);
        made();
        said(openssl, "verify", "-x509_strict", "-CAfile", ca, file("server.crt"));
        assertEquals(
                said(openssl, "x509", "-noout", "-enddate", "-in", ca),
                said(openssl, "x509", "-noout", "-enddate", "-in", file("server.crt")));
    }

    @Test
    void anAuthorityThatIsNoneIsRefused() throws Exception {
        made("--client", "a");
        Files.copy(folder.resolve("a.key"), root.resolve("key"));
        Files.delete(folder.resolve("server.crt"));
        Files.delete(folder.resolve("server.key"));
        Files.move(folder.resolve("ca.key"), root.resolve("ca.key"));
        assertTrue(refused(1).contains("ca.key: it is missing, and "));
        Files.copy(root.resolve("key"), folder.resolve("ca.key"));
        assertTrue(refused(1).contains("ca.key: it is not the key of "));
        Files.writeString(folder.resolve("ca.key"), "nonsense");
        assertTrue(refused(1).contains("expected a PEM file with \"-----BEGIN PRIVATE KEY-----\""));
        Files.write(folder.resolve("ca.key"), bytes("a.key"));
        Files.write(folder.resolve("ca.crt"), bytes("a.crt"));
        assertTrue(refused(1).contains("ca.crt: it is not the certificate of a CA"));
        Files.writeString(folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertTrue(refused(1).contains("the CA cannot be used ("));
        assertFalse(Files.exists(folder.resolve("server.key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a", "a..b", "a/b", "*", "a.*", "1.2.3.4.5:1", "300.1.1.1", "7", "x\u001b[31m"})
    void hostsThatAreNone(String host) {
        String said = refused(2, "--host", host);
        assertTrue(said.contains("expected a name such as mqtt.example.org, or an address"), said);
        assertFalse(said.contains("\u001b"), said);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolveSibling("afile"), "");
        assertEquals(
                "mqttlab: " + file + ": it is a file; expected a folder, or none yet\n",
                Called.with("", "certs", file.toString()).err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ca", "server", "a/b", "../a", ".a", "a\nb"})
    void clientsThatCannotBe(String client) {
        assertTrue(refused(2, "--client", client).contains("expected a name of at most 64 characters"));
    }

    @Test
    void daysThatCannotBe() {
        assertTrue(refused(2, "--days", "0").contains("--days: expected a number from 1 to 36500"));
    }

    @Test
    void saysHowToUseThem() {
        Called called = certs("--client", "a");
        String ca = "'" + file("ca.crt") + "'";
        assertTrue(called.out().contains("\n  mqttlab sub -p 8883 --cafile " + ca + " -t '#'\n"), called.out());
        assertTrue(
                called.out()
                        .contains("\n  mosquitto_pub -h localhost -p 8883 --cafile " + ca + " --cert '" + file("a.crt")
                                + "' --key '" + file("a.key") + "' -t test -m hello\n"),
                called.out());
    }

    @Test
    void mosquittoSpeaksTlsWithThem() throws Exception {
        String mosquitto = Peer.need("mosquitto");
        String publisher = Peer.need("mosquitto_pub");
        made("--client", "a");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path conf = Files.write(
                root.resolve("conf"),
                List.of(
                        "user root",
                        "log_dest stderr",
                        "allow_anonymous false",
                        "listener " + port + " 127.0.0.1",
                        "certfile " + file("server.crt"),
                        "keyfile " + file("server.key"),
                        "cafile " + file("ca.crt"),
                        "require_certificate true",
                        "use_identity_as_username true"));
        Process broker = new ProcessBuilder(mosquitto, "-v", "-c", conf.toString())
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader log = broker.inputReader();
            until(log, " running");
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                said(
                        publisher,
                        "-h",
                        host,
                        "-p",
                        "" + port,
                        "--cafile",
                        file("ca.crt"),
                        "--cert",
                        file("a.crt"),
                        "--key",
                        file("a.key"),
                        "-q",
                        "1",
                        "-t",
                        "t",
                        "-m",
                        "x");
                // "New client connected from 127.0.0.1:39416 as auto-... (p2, c1, k60, u'a')."
                until(log, "u'a').");
            }
            assertEquals(
                    0,
                    Called.with(
                                    "",
                                    "pub",
                                    "-p",
                                    "" + port,
                                    "--cafile",
                                    file("ca.crt"),
                                    "--cert",
                                    file("a.crt"),
                                    "--key",
                                    file("a.key"),
                                    "-q",
                                    "1",
                                    "-t",
                                    "t",
                                    "-m",
                                    "x")
                            .status());
        } finally {
            broker.destroy();
            broker.waitFor();
        }
    }

    private static void until(BufferedReader log, String end) throws IOException {
        StringBuilder said = new StringBuilder();
        String line = log.readLine();
        while (line != null && !line.endsWith(end)) {
            said.append(line).append('\n');
            line = log.readLine();
        }
        assertTrue(line != null, said.toString());
    }
}
