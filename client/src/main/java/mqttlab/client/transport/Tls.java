package mqttlab.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// How TLS is to be spoken.
///
/// @param context holds what we trust, and our own certificate
/// @param verifyHost whether the server's certificate must be made out to the host we connect to
/// @param serverName the name to ask for and to verify instead of the host's, or null
/// @param protocols "TLSv1.3" and so on; empty for the JDK's choice
/// @param cipherSuites by their IANA names; empty for the JDK's choice
/// @param applicationProtocols offered by ALPN; empty for none
public record Tls(
        SSLContext context,
        boolean verifyHost,
        @Nullable String serverName,
        List<String> protocols,
        List<String> cipherSuites,
        List<String> applicationProtocols) {

    public Tls {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /// The JDK's settings: certificates are checked against its trust store.
    public static Tls standard() {
        try {
            return of(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK's TLS settings cannot be loaded: " + e.getMessage(), e);
        }
    }

    public static Tls of(SSLContext context) {
        return new Tls(context, true, null, List.of(), List.of(), List.of());
    }

    /// From files in PEM format, and other settings.
    public static TlsBuilder builder() {
        return new TlsBuilder();
    }

    SSLSocket handshake(Socket raw, String host, int port) throws IOException {
        String name = serverName == null ? host : serverName;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, name, port, true);
        socket.setSSLParameters(parameters(socket.getSSLParameters()));
        socket.startHandshake();
        return socket;
    }

    /// Changes `it` into what these settings say, and returns it.
    public SSLParameters parameters(SSLParameters it) {
        if (verifyHost) {
            it.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!protocols.isEmpty()) {
            it.setProtocols(protocols.toArray(String[]::new));
        }
        if (!cipherSuites.isEmpty()) {
            it.setCipherSuites(cipherSuites.toArray(String[]::new));
        }
        if (!applicationProtocols.isEmpty()) {
            it.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        }
        return it;
    }
}
