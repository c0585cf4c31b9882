package mqttlab.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// TCP, with TLS on it or not, directly or through a proxy.
///
/// @param host a name or an address; an IPv6 address without brackets
/// @param local the address to connect from, or null for any
/// @param noDelay whether to send small packets at once, without waiting for more (TCP_NODELAY)
public record TcpTransport(
        String host,
        int port,
        @Nullable InetAddress local,
        boolean noDelay,
        @Nullable Tls tls,
        @Nullable Proxy proxy) implements Transport {

    public TcpTransport {
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("Port " + port + ": expected 1 to 65535");
        }
    }

    @Override
    public Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        Socket raw = proxy == null ? connect(host, port, steps, deadline) : connectBy(proxy, steps, deadline);
        try {
            raw.setTcpNoDelay(noDelay);
            Socket socket = tls == null ? raw : secure(tls, raw, steps, deadline);
            raw.setSoTimeout(0);
            return new SocketConnection(raw, socket);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private Socket connectBy(Proxy by, Consumer<? super Step> steps, Deadline deadline) throws IOException {
        Socket socket = connect(by.host(), by.port(), steps, deadline);
        try {
            socket.setSoTimeout(deadline.millis());
            by.tunnel(socket, host, port, steps);
            return socket;
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new IOException("The proxy " + by + " did not answer in time.", e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secure(Tls with, Socket raw, Consumer<? super Step> steps, Deadline deadline) throws IOException {
        try {
            raw.setSoTimeout(deadline.millis());
            SSLSocket socket = with.handshake(raw, host, port);
            steps.accept(new Step.Secured(socket.getSession()));
            return socket;
        } catch (SocketTimeoutException e) {
            throw new IOException(this + " did not answer the TLS handshake in time. Is it a TLS port?", e);
        } catch (SocketException e) {
            // Its alert may be lost with the connection, and is encrypted by keys that only the JDK has.
            throw new IOException(
                    "TLS with " + this + " failed: " + e.getMessage() + ". The server ended the handshake, as it does"
                            + " where it wants a certificate of ours, or does not take ours (revoked, expired, signed"
                            + " by somebody it does not trust): its log says which.",
                    e);
        } catch (IOException e) {
            throw new IOException("TLS with " + this + " failed: " + e.getMessage(), e);
        }
    }

    /// Tries the addresses of the host one after the other, and leaves time for each.
    private Socket connect(String to, int at, Consumer<? super Step> steps, Deadline deadline) throws IOException {
        List<InetAddress> addresses = Hosts.resolve(to);
        steps.accept(new Step.Resolved(to, addresses));
        IOException failure = null;
        int attempts = addresses.size();
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                if (local != null) {
                    socket.bind(new InetSocketAddress(local, 0));
                }
                socket.connect(new InetSocketAddress(address, at), deadline.millis(attempts--));
                steps.accept(new Step.Connected(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress()));
                return socket;
            } catch (IOException e) {
                socket.close();
                IOException told = new IOException(
                        "Cannot connect to " + Uris.authority(to, at) + " (" + address.getHostAddress() + "): "
                                + e.getMessage(),
                        e);
                if (failure != null) {
                    told.addSuppressed(failure);
                }
                failure = told;
            }
        }
        throw failure == null ? new UnknownHostException(to) : failure;
    }

    @Override
    public String toString() {
        return (tls == null ? "mqtt://" : "mqtts://") + Uris.authority(host, port);
    }
}
