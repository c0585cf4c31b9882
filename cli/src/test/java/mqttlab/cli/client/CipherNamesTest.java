package mqttlab.cli.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mqttlab.cli.command.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherNamesTest {

    /// Pairs of `openssl ciphers -stdname`.
    @ParameterizedTest
    @CsvSource({
        "ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-CHACHA20-POLY1305, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "DHE-RSA-AES128-SHA256, TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
        "ECDHE-RSA-AES256-SHA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "AES128-GCM-SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "AES256-SHA, TLS_RSA_WITH_AES_256_CBC_SHA"
    })
    void translateThoseOfOpenSsl(String openSsl, String iana) {
        assertEquals(iana, CipherNames.iana(openSsl));
    }

    @Test
    void takeBothKinds() {
        assertArrayEquals(
                new String[] {"TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
                CipherNames.parse("TLS_AES_128_GCM_SHA256:ECDHE-RSA-AES128-GCM-SHA256"));
        assertThrows(Failure.class, () -> CipherNames.parse("HIGH"));
    }
}
