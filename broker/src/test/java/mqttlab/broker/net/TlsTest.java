package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import mqttlab.net.Pem;
import mqttlab.net.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates: the server's, the clients', and those that change.
@Timeout(60)
class TlsTest {

    private static final Listener LISTENER = Listener.at("mqtts://127.0.0.1:0");

    @TempDir
    private Path directory;

    private Path copy(String name, String as) throws IOException {
        Path fresh = Files.copy(Shell.PEM.resolve(name), directory.resolve("new"));
        return Files.move(
                fresh, directory.resolve(as), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Listener wantingCertificates(boolean must) {
        Path ca = Shell.PEM.resolve("ca.pem");
        return LISTENER.withTls(must ? Shell.TLS.withClients(ca) : Shell.TLS.withOptionalClients(ca));
    }

    private static TlsClient withCertificate() throws Exception {
        return TlsClient.of(Shell.PEM.resolve("client.pem"), Shell.PEM.resolve("client.key"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCommonNameIsTheUser(boolean must) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(wantingCertificates(must));
                RawClient client = RawClient.of(withCertificate().connect(broker.port()))) {
            client.connect();
            assertEquals(
                    "mqttlab-test", broker.await(BrokerEvent.Connected.class).user());
        }
    }

    @Test
    void clientsWithoutACertificate() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(wantingCertificates(false));
                RawClient client = RawClient.of(TlsClient.trusting().connect(broker.port()))) {
            client.connect();
            assertEquals(null, broker.await(BrokerEvent.Connected.class).user());
        }
        try (Shell.Running broker = Shell.USUAL.run(wantingCertificates(true));
                RawClient client = RawClient.of(TlsClient.trusting().connect(broker.port()))) {
            assertThrows(IOException.class, client::connect);
            String why = broker.await(BrokerEvent.Refused.class).why();
            assertTrue(why.startsWith("TLS: ") && why.contains("ertificate"), why);
        }
    }

    @Test
    void aClientThatDoesNotTrustUs() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(LISTENER);
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), broker.port())) {
            SSLSocketFactory strict = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket tls = (SSLSocket) strict.createSocket(socket, "localhost", broker.port(), true);
            assertThrows(IOException.class, tls::startHandshake);
            assertEquals(
                    "TLS: the client does not take the certificate (alert certificate_unknown): it has to trust who"
                            + " signed it",
                    broker.await(BrokerEvent.Refused.class).why());
        }
    }

    @Test
    void aClientThatSpeaksNoTls() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(LISTENER);
                RawClient client = RawClient.tcp(broker.port())) {
            client.send(RawClient.CONNECT);
            assertEquals(
                    "TLS: the client does not speak it",
                    broker.await(BrokerEvent.Refused.class).why());
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,mqtt,mqtt", "TLSv1.3,mqtt,mqtt", "TLSv1.3,x-amzn-mqtt-ca,''"})
    void alpn(String version, String offered, String agreed) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(LISTENER);
                SSLSocket socket = TlsClient.trusting().connect(broker.port());
                RawClient client = RawClient.of(socket)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setApplicationProtocols(new String[] {offered});
            socket.setSSLParameters(parameters);
            client.connect();
            assertEquals(version, socket.getSession().getProtocol());
            assertEquals(agreed, socket.getApplicationProtocol());
        }
    }

    private static String subject(Shell.Running broker) throws Exception {
        return subjects(broker).getFirst();
    }

    /// Of all that the broker shows.
    private static List<String> subjects(Shell.Running broker) throws Exception {
        try (SSLSocket socket = TlsClient.trusting().connect(broker.port())) {
            socket.startHandshake();
            return Stream.of(socket.getSession().getPeerCertificates())
                    .map(it -> ((X509Certificate) it).getSubjectX500Principal().getName())
                    .toList();
        }
    }

    /// What signs in between may stand behind the server's certificate, or among the authorities for clients, in any
    /// order.
    @ParameterizedTest
    @CsvSource({
        "chain-server.pem chain-intermediate.pem, ca.pem",
        "chain-server.pem, chain-intermediate.pem",
        "chain-server.pem, chain-root.pem ca.pem chain-intermediate.pem",
        "chain-server.pem chain-intermediate.pem, chain-intermediate.pem chain-root.pem",
    })
    void theChainIsCompleted(String shown, String known) throws Exception {
        Tls tls = Tls.of(join(shown, "cert"), Shell.PEM.resolve("server.key")).withOptionalClients(join(known, "ca"));
        try (Shell.Running broker = Shell.USUAL.run(LISTENER.withTls(tls))) {
            assertEquals(List.of("CN=localhost", "CN=mqttlab test intermediate"), subjects(broker));
        }
    }

    @Test
    void aRootIsNotShown() throws Exception {
        Tls tls = Shell.TLS.withOptionalClients(join("chain-intermediate.pem ca.pem", "ca"));
        try (Shell.Running broker = Shell.USUAL.run(LISTENER.withTls(tls))) {
            assertEquals(List.of("CN=localhost"), subjects(broker));
        }
    }

    private Path join(String names, String as) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names.split(" ")) {
            all.append(Files.readString(Shell.PEM.resolve(name)));
        }
        return Files.writeString(directory.resolve(as), all);
    }

    @Test
    void aKeyMayBeOfRsassaPss() throws Exception {
        Tls tls = Tls.of(Shell.PEM.resolve("rsa-pss.pem"), Shell.PEM.resolve("rsa-pss.key"));
        try (Shell.Running broker = Shell.USUAL.run(LISTENER.withTls(tls))) {
            assertEquals("CN=localhost", subject(broker));
        }
        Tls other = Tls.of(Shell.PEM.resolve("rsa-pss.pem"), Shell.PEM.resolve("rsa.key"));
        assertTrue(failure(other).contains("rsa.key is not the key of the certificate in "));
    }

    @Test
    void changedFilesAreTaken() throws Exception {
        Tls tls = Tls.of(copy("server.pem", "cert"), copy("server.key", "key"));
        try (Shell.Running broker = Shell.USUAL.run(LISTENER.withTls(tls));
                RawClient before = RawClient.of(TlsClient.trusting().connect(broker.port()))) {
            before.connect();
            assertEquals("CN=localhost", subject(broker));

            // It has no key yet.
            copy("other.pem", "cert");
            while (broker.count(BrokerEvent.Trouble.class) == 0) {
                assertEquals("CN=localhost", subject(broker));
            }
            String what = broker.await(BrokerEvent.Trouble.class).what();
            assertTrue(what.contains("the old one stays") && what.contains("is not the key of"), what);

            copy("other.key", "key");
            String subject = subject(broker);
            while (subject.equals("CN=localhost")) {
                subject = subject(broker);
            }
            assertEquals("CN=broker.example", subject);
            before.send(RawClient.PINGREQ).expect(RawClient.PINGRESP);
        }
    }

    /// A file may be readable a moment later, and still have its size and time.
    @Test
    void whatCouldNotBeReadIsReadAgain() throws Exception {
        Tls tls = Tls.of(copy("server.pem", "cert"), copy("server.key", "key"));
        try (Shell.Running broker = Shell.USUAL.run(LISTENER.withTls(tls))) {
            overwrite(tls.key(), "");
            copy("other.pem", "cert");
            while (broker.count(BrokerEvent.Trouble.class) == 0) {
                assertEquals("CN=localhost", subject(broker));
            }
            overwrite(tls.key(), Files.readString(Shell.PEM.resolve("other.key")));
            while (subject(broker).equals("CN=localhost")) {
                Thread.onSpinWait();
            }
            String what = broker.await(BrokerEvent.Trouble.class).what();
            assertTrue(what.endsWith("key holds no private key in PEM format"), what);
            // Once.
            assertEquals(0, broker.count(BrokerEvent.Trouble.class));
        }
    }

    /// As the same file, with the same size and time.
    private static void overwrite(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n".repeat(1000 - text.length()));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private static String failure(Tls tls) {
        return String.valueOf(assertThrows(
                        ListenException.class,
                        () -> Shell.USUAL.run(LISTENER.withTls(tls)).close())
                .getMessage());
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        Path certificate = Shell.PEM.resolve("server.pem");
        String why = failure(Tls.of(directory.resolve("none"), Shell.PEM.resolve("server.key")));
        assertEquals("Cannot listen at mqtts://127.0.0.1:0: " + directory.resolve("none") + " does not exist", why);
        why = failure(Tls.of(certificate, Shell.PEM.resolve("client.key")));
        assertTrue(why.contains("client.key is not the key of the certificate in "), why);
        why = failure(Tls.of(certificate, Shell.PEM.resolve("client-encrypted.key")));
        assertTrue(why.contains("openssl pkcs8 -topk8 -nocrypt"), why);
        why = failure(Tls.of(Shell.PEM.resolve("server.key"), certificate));
        assertTrue(why.endsWith("server.key holds a private key, where a certificate is expected"), why);
        why = failure(Tls.of(certificate, certificate));
        assertTrue(why.endsWith("server.pem holds no private key in PEM format"), why);
        why = failure(Shell.TLS.withClients(directory));
        assertTrue(why.endsWith(directory + " is a folder, where a file is expected"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "rsa.key", "rsa-pkcs1.key", "ed25519.key"})
    void keysAreRead(String name) throws IOException {
        String algorithm = Pem.privateKey(Shell.PEM.resolve(name)).getAlgorithm();
        assertEquals(name.startsWith("rsa") ? "RSA" : name.startsWith("ed") ? "EdDSA" : "EC", algorithm);
        assertEquals(Pem.privateKey(Shell.PEM.resolve("rsa.key")), Pem.privateKey(Shell.PEM.resolve("rsa-pkcs1.key")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-----BEGIN PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\n%%%%\n-----END X-----"})
    void brokenKeysAreRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("broken"), text);
        String why = String.valueOf(
                assertThrows(IOException.class, () -> Pem.privateKey(file)).getMessage());
        assertTrue(why.startsWith(file.toString()), why);
    }

    @Test
    void aStrangersCertificateIsRefused() throws Exception {
        // other.pem is signed, but by an authority that this listener does not ask.
        Listener listener = LISTENER.withTls(Shell.TLS.withClients(Shell.PEM.resolve("other.pem")));
        try (Shell.Running broker = Shell.USUAL.run(listener);
                RawClient client = RawClient.of(withCertificate().connect(broker.port()))) {
            assertThrows(IOException.class, client::connect);
            broker.await(BrokerEvent.Refused.class);
        }
    }
}
