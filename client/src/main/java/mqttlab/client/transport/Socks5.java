package mqttlab.client.transport;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A SOCKS proxy of version 5 (RFC 1928), with user name and password (RFC 1929) or without.
///
/// @param remoteNames whether the proxy looks up host names (the scheme socks5h), or we do
public record Socks5(
        String host,
        int port,
        boolean remoteNames,
        @Nullable String userName,
        @Nullable String password) implements Proxy {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_NAME = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    @Override
    public void tunnel(Socket socket, String targetHost, int targetPort, Consumer<? super Step> steps)
            throws IOException {
        // Unbuffered: what follows the reply is not for us.
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1024));
        greet(in, out);
        request(out, targetHost, targetPort);
        reply(in, targetHost, targetPort);
        steps.accept(new Step.Proxied(toString(), Uris.authority(targetHost, targetPort)));
    }

    private void greet(DataInputStream in, DataOutputStream out) throws IOException {
        int method = userName == null ? NO_AUTHENTICATION : USER_NAME;
        out.writeByte(VERSION);
        out.writeByte(1);
        out.writeByte(method);
        out.flush();
        expectVersion(in.readUnsignedByte(), VERSION);
        if (in.readUnsignedByte() != method) {
            throw new IOException("The proxy " + this + " wants to know "
                    + (userName == null
                            ? "who we are: give a user name and password."
                            : "who we are in another way than by user name and password."));
        }
        if (userName != null) {
            authenticate(in, out, userName, password == null ? "" : password);
        }
    }

    private void authenticate(DataInputStream in, DataOutputStream out, String user, String secret) throws IOException {
        out.writeByte(1);
        writeText(out, user);
        writeText(out, secret);
        out.flush();
        expectVersion(in.readUnsignedByte(), 1);
        if (in.readUnsignedByte() != 0) {
            throw new IOException("The proxy " + this + " refused user name and password.");
        }
    }

    private void request(DataOutputStream out, String targetHost, int targetPort) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(CONNECT);
        out.writeByte(0);
        if (remoteNames) {
            out.writeByte(NAME);
            writeText(out, targetHost);
        } else {
            byte[] address = InetAddress.getByName(targetHost).getAddress();
            out.writeByte(address.length == 4 ? IPV4 : IPV6);
            out.write(address);
        }
        out.writeShort(targetPort);
        out.flush();
    }

    private void reply(DataInputStream in, String targetHost, int targetPort) throws IOException {
        expectVersion(in.readUnsignedByte(), VERSION);
        int code = in.readUnsignedByte();
        in.readUnsignedByte();
        if (code != 0) {
            throw new IOException("The proxy " + this + " cannot connect to " + Uris.authority(targetHost, targetPort)
                    + ": " + meaning(code) + ".");
        }
        int length = switch (in.readUnsignedByte()) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> in.readUnsignedByte();
            default -> throw new IOException("The proxy " + this + " answered with an address of no known type.");
        };
        in.skipNBytes(length + 2L);
    }

    private static String meaning(int code) {
        return switch (code) {
            case 1 -> "general failure";
            case 2 -> "its rules do not allow it";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "the packet went too far (TTL expired)";
            case 7 -> "it does not know the command CONNECT";
            case 8 -> "it does not know this type of address";
            default -> "error " + code;
        };
    }

    private void expectVersion(int found, int expected) throws IOException {
        if (found != expected) {
            throw new IOException(this + " is no SOCKS5 proxy: it answered with byte " + found + ".");
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xff) {
            throw new IOException("SOCKS5 cannot carry a name or password of more than 255 bytes.");
        }
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    /// As a URI, without credentials.
    @Override
    public String toString() {
        return (remoteNames ? "socks5h://" : "socks5://") + Uris.authority(host, port);
    }
}
