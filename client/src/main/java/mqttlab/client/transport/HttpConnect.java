package mqttlab.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy that knows the method CONNECT (RFC 9110 section 9.3.6), with Basic authentication or without.
public record HttpConnect(
        String host,
        int port,
        @Nullable String userName,
        @Nullable String password) implements Proxy {

    private static final int MAX_RESPONSE = 16 * 1024;

    @Override
    public void tunnel(Socket socket, String targetHost, int targetPort, Consumer<? super Step> steps)
            throws IOException {
        String target = Uris.authority(targetHost, targetPort);
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        if (userName != null) {
            String credentials = userName + ":" + (password == null ? "" : password);
            byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ");
            request.append(Base64.getEncoder().encodeToString(bytes)).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));

        String status = head(socket.getInputStream()).lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d( .*)?")) {
            throw new IOException("The proxy " + this + " did not connect to " + target + ": it answered \""
                    + Show.escaped(status) + "\".");
        }
        steps.accept(new Step.Proxied(toString(), target));
    }

    /// The response up to its empty line, and not a byte more: what follows is not for us.
    private String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int b = in.read();
            if (b < 0 || head.length() == MAX_RESPONSE) {
                throw new IOException("The proxy " + this + " gave no proper HTTP response"
                        + (b < 0 ? ": it closed the connection." : "."));
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /// As a URI, without credentials.
    @Override
    public String toString() {
        return "http://" + Uris.authority(host, port);
    }
}
