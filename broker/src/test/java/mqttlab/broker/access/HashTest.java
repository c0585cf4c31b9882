package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Made by mosquitto_passwd 2.0.11, `-H sha512-pbkdf2` and `-H sha512`, and by Python's hashlib.scrypt.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$7$101$PSWM6s9iHirp+epz$91cR1W0emhD8aZIYjtBWrxlnkTcOMCRTmx62SCKP6IRvsASb0abZ26lranzKnwsul/"
                        + "ZUS9uzT8txhK64t3Yk3g==",
                "$6$9FcwzV6FxZDjo2LA$vipX6vv1vyNLnL29ik4kOOVSB5sVMqpl4KfzDaMf/JT58lLUiWOC/BWTxk2PdG65RNzgBe"
                        + "EJkJeWn/4CdVP8RQ==",
                "$scrypt$ln=10,r=8,p=2$bXF0dGxhYiB0ZXN0IHNhbHQ$vSVQHrFdMwtpTEs2PVO+AGFU+O2GZ1iQxh2PUoTpjCA"
            })
    void othersHashes(String text) {
        Hash hash = Hash.read(text);
        assertTrue(hash.matches(utf8("secret ü")));
        assertFalse(hash.matches(utf8("secret u")));
        assertFalse(hash.matches(utf8("secret ü ")));
        assertFalse(hash.matches(new byte[0]));
    }

    @Test
    void oursComesBack() {
        String text = Hash.of(utf8("x")).toString();
        assertTrue(text.matches("\\$scrypt\\$ln=15,r=8,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), text);
        Hash hash = Hash.read(text);
        assertEquals(text, hash.toString());
        assertTrue(hash.matches(utf8("x")));
        assertFalse(hash.matches(utf8("y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$", "$1$abc$def", "$2b$10$abc", "secret", "x$scrypt$ln=1,r=8,p=1$AA$AA"})
    void otherKindsAreNotKnown(String text) {
        assertNull(Hash.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$scrypt$",
                "$scrypt$ln=15,r=8,p=1$AAAA",
                "$scrypt$ln=15,r=8$AAAA$AAAA",
                "$scrypt$ln=0,r=8,p=1$AAAA$AAAA",
                "$scrypt$ln=25,r=8,p=1$AAAA$AAAA",
                "$scrypt$ln=24,r=64,p=1$AAAA$AAAA",
                "$scrypt$ln=20,r=8,p=1$AAAA$AAAA",
                "$scrypt$ln=16,r=1,p=1$AAAA$AAAA",
                "$scrypt$ln=15,r=8,p=0$AAAA$AAAA",
                "$scrypt$ln=15,r=8,p=1$!$AAAA",
                "$scrypt$ln=15,r=8,p=1$AAAA$",
                "$7$0$AAAA$AAAA",
                "$7$99999999999$AAAA$AAAA",
                "$7$101$AAAA",
                "$6$AAAA",
                "$6$AAAA$A"
            })
    void mistakes(String text) {
        assertThrows(IllegalArgumentException.class, () -> Hash.read(text));
    }
}
