package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.broker.hub.Mechanism;
import mqttlab.client.auth.AuthenticationException;
import mqttlab.packet.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramSha256Test {

    // RFC 7677 section 3.
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final ScramKeys KEYS =
            ScramKeys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String CLIENT_FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static Mechanism begin(Map<String, ScramKeys> users) {
        Logins logins = new Logins(Map.of(), users);
        ScramSha256 method = new ScramSha256(() -> logins, () -> SERVER_NONCE);
        assertEquals("SCRAM-SHA-256", method.name());
        return method.begin();
    }

    private static Mechanism begin() {
        return begin(Map.of("user", KEYS));
    }

    private static String challenge(Mechanism.Step step) {
        return assertInstanceOf(Mechanism.Step.Challenge.class, step).data().text();
    }

    private static String failure(Mechanism.Step step) {
        return assertInstanceOf(Mechanism.Step.Failed.class, step).why();
    }

    @Test
    void theExchangeOfTheRfc() {
        Mechanism it = begin();
        assertEquals(SERVER_FIRST, challenge(it.next(Bytes.utf8(CLIENT_FIRST))));
        assertEquals(new Mechanism.Step.Proved("user", Bytes.utf8(SERVER_FINAL)), it.next(Bytes.utf8(CLIENT_FINAL)));
        assertEquals("SCRAM-SHA-256: it is not what SCRAM says next", failure(it.next(Bytes.utf8(CLIENT_FINAL))));
    }

    @Test
    void keysAsText() {
        assertEquals(KEYS.toString(), ScramKeys.read(KEYS.toString()).toString());
        assertEquals(
                "$scram-sha-256$4096$W22ZaJ0SNY7soEsUEjb6gQ==$", KEYS.toString().substring(0, 45));
    }

    @ParameterizedTest
    @CsvSource({"user, pencil", "'a,b=c', ''", "Küche, Ⅸ ü", "x, '=2C,'"})
    void ourClient(String user, String password) throws AuthenticationException {
        Map<String, ScramKeys> users = new LinkedHashMap<>();
        users.put("first", KEYS);
        users.put(user, ScramKeys.of(password, new byte[] {1, 2, 3}, 50));
        Mechanism it = begin(users);
        var client = new mqttlab.client.auth.ScramSha256(user, password.toCharArray());
        Bytes question = Bytes.utf8(challenge(it.next(client.start())));
        Mechanism.Step.Proved proved = assertInstanceOf(Mechanism.Step.Proved.class, it.next(client.answer(question)));
        assertEquals(user, proved.user());
        client.finish(proved.data());
    }

    @Test
    void aWrongPasswordAndAWrongNameFailAlike() throws AuthenticationException {
        for (String user : new String[] {"user", "nobody"}) {
            Mechanism it = begin();
            var client = new mqttlab.client.auth.ScramSha256(user, "pencil!".toCharArray());
            Bytes question = Bytes.utf8(challenge(it.next(client.start())));
            assertEquals("SCRAM-SHA-256: the name or the password is wrong", failure(it.next(client.answer(question))));
        }
    }

    @Test
    void aNameThatIsNotThereHasASaltOfItsOwn() {
        String first = challenge(begin().next(Bytes.utf8("n,,n=nobody,r=x")));
        assertEquals(first, challenge(begin().next(Bytes.utf8("n,,n=nobody,r=x"))));
        assertNotEquals(first, challenge(begin().next(Bytes.utf8("n,,n=nobody2,r=x"))));
        assertEquals(SERVER_FIRST.length() - 19, first.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=user",
                "n,,r=x,n=user",
                "p=tls-unique,,n=user,r=x",
                "n,a=other,n=user,r=x",
                "n,x,n=user,r=x",
                "n,,m=x,n=user,r=x",
                "n,,n=,r=x",
                "n,,n=us=er,r=x",
                "n,,n=us=2cer,r=x",
                "n,,n=user,r=",
                "n,,n=user,r=\u0007"
            })
    void firstMessagesThatAreNone(String clientFirst) {
        Mechanism it = begin();
        failure(it.next(Bytes.utf8(clientFirst)));
        failure(it.next(Bytes.utf8(CLIENT_FIRST)));
    }

    /// What is sent back has to fit into a property.
    @Test
    void aNonceHasItsLength() {
        challenge(begin().next(Bytes.utf8("n,,n=user,r=" + "x".repeat(256))));
        assertEquals(
                "SCRAM-SHA-256: the nonce is longer than 256 characters",
                failure(begin().next(Bytes.utf8("n,,n=user,r=" + "x".repeat(257)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=!",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=eHzbZapWIk4jUhN+Ute9ytag9zjf"
                        + "MHgsqmmiz7AndVQ=",
                "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjf"
                        + "MHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            })
    void lastMessagesThatProveNothing(String clientFinal) {
        Mechanism it = begin();
        challenge(it.next(Bytes.utf8(CLIENT_FIRST)));
        failure(it.next(Bytes.utf8(clientFinal)));
        failure(it.next(Bytes.utf8(CLIENT_FINAL)));
    }

    @Test
    void nothingIsNoMessage() {
        failure(begin().next(null));
        Mechanism it = begin();
        challenge(it.next(Bytes.utf8(CLIENT_FIRST)));
        failure(it.next(null));
    }

    @Property(tries = 500)
    void anyBytesFail(@ForAll byte[] first, @ForAll byte[] last) {
        failure(begin().next(Bytes.of(first)));
        Mechanism it = begin();
        challenge(it.next(Bytes.utf8(CLIENT_FIRST)));
        failure(it.next(Bytes.of(last)));
    }

    @Test
    void keysThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> ScramKeys.read("$scram-sha-256$0$AAAA$AAAA:AAAA"));
    }
}
