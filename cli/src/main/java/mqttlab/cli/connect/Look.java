package mqttlab.cli.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import mqttlab.client.transport.Connection;
import mqttlab.client.transport.Proxy;
import mqttlab.client.transport.Step;
import mqttlab.client.transport.TcpTransport;
import mqttlab.client.transport.Tls;
import org.jspecify.annotations.Nullable;

/// A second look at a port where no MQTT was found: by a connection of its own, that says nothing of us.
///
/// @param host of the server
/// @param isTls whether the first look was by TLS
/// @param serverName to ask for by TLS, or null for the host
public record Look(
        String host,
        int port,
        @Nullable Proxy proxy,
        boolean isTls,
        @Nullable String serverName,
        Duration timeout) {

    /// The TLS session that the server agrees to when nobody checks its certificate, or null.
    @Nullable
    SSLSession tls() {
        AtomicReference<@Nullable SSLSession> seen = new AtomicReference<>();
        try {
            var tls = Tls.builder().insecure();
            if (serverName != null) {
                tls.serverName(serverName);
            }
            way(tls.build())
                    .open(
                            step -> {
                                if (step instanceof Step.Secured it) {
                                    seen.set(it.session());
                                }
                            },
                            timeout)
                    .close();
        } catch (IOException _) {
            // What was seen until then is the answer.
        }
        return seen.get();
    }

    /// The first line that the server says to a request of HTTP, or null.
    @Nullable
    String http() {
        String request = "HEAD / HTTP/1.0\r\n\r\n";
        byte[] answer = new byte[256];
        try (Connection connection = way(null).open(_ -> {}, timeout)) {
            Thread limit = Thread.ofVirtual().start(() -> closeLate(connection));
            byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
            connection.write(bytes, 0, bytes.length);
            int count = connection.read(answer, 0, answer.length);
            limit.interrupt();
            return count < 1 ? null : firstLine(answer, count);
        } catch (IOException _) {
            return null;
        }
    }

    private TcpTransport way(@Nullable Tls tls) {
        return new TcpTransport(host, port, null, true, tls, proxy);
    }

    private void closeLate(Connection connection) {
        try {
            Thread.sleep(timeout);
            connection.close();
        } catch (InterruptedException _) {
            // It has answered.
        }
    }

    static String firstLine(byte[] bytes, int count) {
        int end = 0;
        while (end < count && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return Entry.escape(new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
    }
}
