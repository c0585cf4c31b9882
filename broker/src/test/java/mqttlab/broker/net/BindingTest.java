package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.net.ListenException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a broker cannot listen, and what it says.
@Timeout(60)
class BindingTest {

    @TempDir
    private Path directory;

    private static String failure(Shell shell, String... uris) {
        return String.valueOf(
                assertThrows(ListenException.class, () -> shell.run(uris).close())
                        .getMessage());
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void aPortIsTaken(Shell shell) {
        try (Shell.Running other = shell.run("mqtt://127.0.0.1:0")) {
            int port = other.port();
            assertEquals(
                    "Cannot listen at mqtt://127.0.0.1:" + port + ": port " + port + " on 127.0.0.1 is taken:"
                            + " stop who listens there, or choose another port; 0 is any that is free",
                    failure(shell, "mqtt://127.0.0.1:" + port));
        }
    }

    /// The one that could listen has let go of its port and its file.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void oneThatCannotListenEndsAll(Shell shell) throws IOException {
        Path file = directory.resolve("socket");
        int free;
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0")) {
            free = broker.port();
        }
        failure(shell, "mqtt://127.0.0.1:" + free, "unix:" + file, "mqtt://192.0.2.1:0");
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:" + free, "unix:" + file);
                RawClient client = RawClient.tcp(broker.port())) {
            client.connect();
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void strangeAddresses(Shell shell) {
        String why = failure(shell, "mqtt://192.0.2.1:0");
        assertTrue(why.contains("192.0.2.1 is no address of this machine: choose another"), why);
        why = failure(shell, "mqtt://no.such.host.invalid:0");
        assertTrue(why.contains("nobody knows the host no.such.host.invalid"), why);
        why = failure(shell, "unix:" + directory.resolve("none/socket"));
        assertTrue(why.contains("the directory of ") && why.contains(" does not exist: make it"), why);
        why = failure(shell, "unix:/" + "x".repeat(108));
        assertTrue(why.contains("longer than 107 bytes"), why);
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void whoseFileItIs(Shell shell) throws IOException {
        Path file = directory.resolve("socket");
        Files.writeString(file, "precious");
        assertTrue(failure(shell, "unix:" + file).contains("is there, and no socket"));
        assertEquals("precious", Files.readString(file));
        Files.delete(file);
        // Nobody listens any more, and the file is still there.
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(file))
                .close();
        try (Shell.Running _ = shell.run("unix:" + file);
                RawClient client = RawClient.unix(file)) {
            client.connect();
            assertTrue(failure(shell, "unix:" + file).contains("is taken: stop who listens there"));
            client.send(RawClient.PINGREQ).expect(RawClient.PINGRESP);
        }
    }
}
