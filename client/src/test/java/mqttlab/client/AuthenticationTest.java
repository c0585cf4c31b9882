package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.auth.AuthenticationException;
import mqttlab.client.auth.Authenticator;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;

/// 5.0 section 4.12, with the example of 4.12.1 in miniature.
class AuthenticationTest {

    private final List<String> heard = new ArrayList<>();

    /// Says "hi", answers each challenge by its double, and expects "bye".
    private final class Echo implements Authenticator {

        @Override
        public String method() {
            return "ECHO";
        }

        @Override
        public Bytes start() {
            return Bytes.utf8("hi");
        }

        @Override
        public Bytes answer(Bytes challenge) {
            heard.add(challenge.text());
            return Bytes.utf8(challenge.text() + challenge.text());
        }

        @Override
        public void finish(Bytes data) throws AuthenticationException {
            if (data == null || !data.text().equals("bye")) {
                throw new AuthenticationException("not polite");
            }
        }
    }

    private final Recorder it = new Recorder(
            new Options(Version.V5, "me", false, 0, null, null, null, Properties.NONE, 9, 9, 0, 0, Echo::new));

    private static Properties with(String data) {
        return Properties.of(
                new Property.Text(PropertyId.AUTHENTICATION_METHOD, "ECHO"),
                new Property.Data(PropertyId.AUTHENTICATION_DATA, Bytes.utf8(data)));
    }

    @Test
    void challengeAndResponse() {
        it.session.opened(0);
        it.sends(new Connect(Version.V5, false, "me", false, 0, with("hi"), null, null, null));
        it.receives(new Auth(0x18, with("a"))).sends(new Auth(0x18, with("aa")));
        it.receives(new Auth(0x18, with("b"))).sends(new Auth(0x18, with("bb")));
        it.receives(new ConnAck(false, 0, with("bye"))).sends();
        assertTrue(it.session.isOpen());
        assertEquals(List.of("a", "b"), heard);
    }

    @Test
    void theServerMustProveItselfToo() {
        it.session.opened(0);
        it.sent();
        it.receives(new ConnAck(false, 0, with("tschüss")));
        it.sends(new Disconnect(0x8c, Properties.NONE));
        assertFalse(it.session.isOpen());
        assertEquals(Failure.AUTHENTICATION, it.reason.failure());
        assertEquals("Authentication failed: not polite", it.reason.getMessage());
    }

    @Test
    void again() {
        it.connect(new ConnAck(false, 0, with("bye")));
        CompletableFuture<Properties> done = new CompletableFuture<>();
        it.session.reauthenticate(done, 0);
        it.sends(new Auth(0x19, with("hi")));
        it.receives(new Auth(0x18, with("c"))).sends(new Auth(0x18, with("cc")));
        assertFalse(done.isDone());
        it.receives(new Auth(0, with("bye"))).sends();
        assertEquals(with("bye"), done.join());
    }

    @Test
    void oneAtATime() {
        it.connect(new ConnAck(false, 0, with("bye")));
        CompletableFuture<Properties> done = new CompletableFuture<>();
        it.session.reauthenticate(done, 0);
        it.sends(new Auth(0x19, with("hi")));
        assertThrows(IllegalStateException.class, () -> it.session.reauthenticate(new CompletableFuture<>(), 0));
        it.sends().receives(new Auth(0x18, with("c"))).sends(new Auth(0x18, with("cc")));
        it.receives(new Auth(0, with("bye")));
        assertTrue(done.isDone());
        it.session.reauthenticate(new CompletableFuture<>(), 0);
        it.sends(new Auth(0x19, with("hi")));
    }

    @Test
    void losingTheConnectionEndsIt() {
        it.connect(new ConnAck(false, 0, with("bye")));
        CompletableFuture<Properties> done = new CompletableFuture<>();
        it.session.reauthenticate(done, 0);
        it.session.closed(0, null);
        assertTrue(done.isCompletedExceptionally());
    }

    @Test
    void anotherMethodIsAnError() {
        it.session.opened(0);
        it.sent();
        Properties other = Properties.of(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "OTHER"));
        it.receives(new Auth(0x18, other)).sends(new Disconnect(0x82, Properties.NONE));
    }

    @Test
    void whoDidNotAskIsNotAsked() {
        Recorder plain = new Recorder(Recorder.options(Version.V5)).connect(Recorder.ACCEPTED);
        plain.receives(new Auth(0x18, with("a"))).sends(new Disconnect(0x82, Properties.NONE));
    }
}
