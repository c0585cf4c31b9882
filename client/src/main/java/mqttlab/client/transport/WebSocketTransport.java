package mqttlab.client.transport;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/// WebSocket (RFC 6455) by the JDK's HTTP client, as section 6 of the standard has it: binary frames, subprotocol
/// "mqtt". Of proxies it knows [HttpConnect] alone, and it always asks for the host's own name in TLS.
///
/// @param path with its query: "/mqtt"
/// @param headers of the opening request, beside those of the protocol
public record WebSocketTransport(
        String host,
        int port,
        String path,
        Map<String, String> headers,
        @Nullable Tls tls,
        @Nullable Proxy proxy) implements Transport {

    private static final String SUBPROTOCOL = "mqtt";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    public WebSocketTransport {
        uri(host, port, path, tls != null);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (proxy != null && !(proxy instanceof HttpConnect)) {
            throw new IllegalArgumentException("WebSocket goes through HTTP proxies only, not through " + proxy);
        }
        if (tls != null && tls.serverName() != null) {
            throw new IllegalArgumentException("With WebSocket the TLS server name is always that of the host");
        }
    }

    /// @throws IllegalArgumentException where they make no URI
    private static URI uri(String host, int port, String path, boolean isSecure) {
        String scheme = isSecure ? "wss://" : "ws://";
        return URI.create(scheme + Uris.authority(host, port) + (path.startsWith("/") ? "" : "/") + path);
    }

    private URI uri() {
        return uri(host, port, path, tls != null);
    }

    @Override
    public Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException {
        if (proxy == null) {
            steps.accept(new Step.Resolved(host, Hosts.resolve(host)));
        }
        HttpClient client = client(timeout);
        try {
            WebSocketInput input = new WebSocketInput();
            WebSocket.Builder builder =
                    client.newWebSocketBuilder().subprotocols(SUBPROTOCOL).connectTimeout(timeout);
            headers.forEach(builder::header);
            WebSocket socket = builder.buildAsync(uri(), input).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            SSLSession session = tls == null ? null : session(tls.context());
            if (session != null) {
                steps.accept(new Step.Secured(session));
            }
            // A server that chose no subprotocol is not turned away: it may speak MQTT all the same.
            steps.accept(new Step.Upgraded(uri(), socket.getSubprotocol()));
            return new WebSocketConnection(client, socket, input);
        } catch (ExecutionException e) {
            client.shutdownNow();
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw new IOException(this + " did not open a WebSocket in time.", e);
        } catch (InterruptedException e) {
            client.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("Connecting was interrupted.", e);
        }
    }

    /// What TLS has agreed on, or null where that is not to be found: the JDK's client does not say, but remembers it
    /// to go on with it the next time.
    private @Nullable SSLSession session(SSLContext context) {
        SSLSessionContext sessions = context.getClientSessionContext();
        SSLSession newest = null;
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession each = sessions.getSession(id);
            if (each != null
                    && host.equalsIgnoreCase(each.getPeerHost())
                    && port == each.getPeerPort()
                    && (newest == null || newest.getLastAccessedTime() <= each.getLastAccessedTime())) {
                newest = each;
            }
        }
        return newest;
    }

    private IOException failure(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            int status =
                    refused.getResponse() == null ? 0 : refused.getResponse().statusCode();
            if (status == PROXY_AUTHENTICATION_REQUIRED) {
                return new IOException(
                        "The proxy " + proxy + " did not connect to " + this + ": it wants a user name and password"
                                + " that it knows (HTTP status 407). The JDK sends them only where the system property"
                                + " jdk.http.auth.tunneling.disabledSchemes is empty from the start.",
                        cause);
            }
            return new IOException(
                    this + " did not switch to WebSocket: HTTP status " + status
                            + ". Is there an MQTT server at this path?",
                    cause);
        }
        return new IOException("Cannot open a WebSocket to " + this + ": " + WebSocketInput.why(cause), cause);
    }

    private HttpClient client(Duration timeout) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .connectTimeout(timeout);
        if (tls != null) {
            builder.sslContext(tls.context()).sslParameters(tls.parameters(new SSLParameters()));
        }
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
            if (proxy instanceof HttpConnect by && by.userName() != null) {
                builder.authenticator(credentials(by.userName(), by.password()));
            }
        }
        return builder.build();
    }

    private static Authenticator credentials(String userName, @Nullable String password) {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? new PasswordAuthentication(userName, secret) : null;
            }
        };
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
