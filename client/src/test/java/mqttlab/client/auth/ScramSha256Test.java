package mqttlab.client.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mqttlab.packet.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramSha256Test {

    // RFC 7677 section 3.
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String CLIENT_FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private final ScramSha256 it = new ScramSha256("user", "pencil".toCharArray(), "rOprNGfwEbeRWgbNEkqO");

    @Test
    void theExchangeOfTheRfc() throws AuthenticationException {
        assertEquals("SCRAM-SHA-256", it.method());
        assertEquals(CLIENT_FIRST, it.start().text());
        assertEquals(CLIENT_FINAL, it.answer(Bytes.utf8(SERVER_FIRST)).text());
        it.finish(Bytes.utf8(SERVER_FINAL));
    }

    @Test
    void theServerMustKnowThePassword() throws AuthenticationException {
        assertThrows(AuthenticationException.class, () -> it.finish(Bytes.utf8(SERVER_FINAL)));
        it.start();
        it.answer(Bytes.utf8(SERVER_FIRST));
        for (String wrong :
                new String[] {"", "v=", "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95H4=", "e=invalid-proof", "v=!", "x"
                }) {
            assertThrows(AuthenticationException.class, () -> it.finish(Bytes.utf8(wrong)), wrong);
        }
        assertThrows(AuthenticationException.class, () -> it.finish(null));
    }

    @Test
    void whatTheServerSaysIsEscaped() {
        AuthenticationException why =
                assertThrows(AuthenticationException.class, () -> it.finish(Bytes.utf8("e=no\33[2J\n,x")));
        assertEquals("the server says: no\\u001b[2J\\n", why.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=0",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=999999999",
                "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=x",
                "s=AAAA,r=rOprNGfwEbeRWgbNEkqOx,i=1",
                "e=other-error"
            })
    void nonsense(String challenge) {
        it.start();
        assertThrows(AuthenticationException.class, () -> it.answer(Bytes.utf8(challenge)));
    }

    @Test
    void namesAreEscapedAndNormalized() {
        // U+2168 ROMAN NUMERAL NINE is IX, by RFC 4013 section 3.
        ScramSha256 odd = new ScramSha256("a=b,\u2168", new char[0], "n");
        assertEquals("n,,n=a=3Db=2CIX,r=n", odd.start().text());
    }
}
