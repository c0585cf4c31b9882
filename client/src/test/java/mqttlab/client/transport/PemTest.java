package mqttlab.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made by OpenSSL: see `pem/make.sh`.
class PemTest {

    private static final Path PEM = Path.of("src/test/resources/pem");

    @TempDir
    Path directory;

    @Test
    void formsOfAKey() throws IOException {
        BigInteger secret = secret("client.key", null);
        assertEquals(secret, secret("client-sec1.key", null));
        assertEquals(secret, secret("client-encrypted.key", "secret".toCharArray()));
        var rsa = Pem.privateKey(PEM.resolve("rsa.key"), null);
        assertEquals("RSA", rsa.getAlgorithm());
        assertEquals(rsa, Pem.privateKey(PEM.resolve("rsa-pkcs1.key"), null));
        assertEquals("EdDSA", Pem.privateKey(PEM.resolve("ed25519.key"), null).getAlgorithm());
    }

    private static BigInteger secret(String name, char[] password) throws IOException {
        return ((ECPrivateKey) Pem.privateKey(PEM.resolve(name), password)).getS();
    }

    @Test
    void certificates() throws IOException {
        Path both = directory.resolve("both.pem");
        Files.writeString(
                both,
                "Some text\n" + Files.readString(PEM.resolve("client.pem")) + Files.readString(PEM.resolve("ca.pem")));
        assertEquals(2, Pem.certificates(both).size());
        assertEquals(
                "CN=mqttlab test CA",
                Pem.certificates(both).getLast().getSubjectX500Principal().getName());
        Files.copy(PEM.resolve("rsa.key"), directory.resolve("not a certificate"));
        Tls.builder().caDirectory(directory).build();
        Files.delete(both);
        assertThrows(IOException.class, () -> Tls.builder().caDirectory(directory));
    }

    @Test
    void wrongPasswords() {
        Path file = PEM.resolve("client-encrypted.key");
        IOException why = assertThrows(IOException.class, () -> Pem.privateKey(file, null));
        assertEquals(file + ": the private key is encrypted, and no password was given", why.getMessage());
        assertThrows(IOException.class, () -> Pem.privateKey(file, "wrong".toCharArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.key", "client-sec1.key", "client-encrypted.key", "rsa-pkcs1.key", "client.pem"})
    void cutAnywhere(String name) throws IOException {
        String whole = Files.readString(PEM.resolve(name));
        Path cut = directory.resolve("cut");
        int last = whole.indexOf("-----END");
        for (int length = 0; length < last; length += 7) {
            Files.writeString(cut, whole.substring(0, length));
            assertThrows(IOException.class, () -> Pem.privateKey(cut, "secret".toCharArray()));
            assertThrows(IOException.class, () -> Pem.certificates(cut));
            // And with an end that comes too early.
            Files.writeString(cut, whole.substring(0, length) + whole.substring(last));
            assertThrows(IOException.class, () -> {
                Pem.privateKey(cut, "secret".toCharArray());
                Pem.certificates(cut);
            });
        }
        assertTrue(last > 0);
    }
}
