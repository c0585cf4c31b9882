package mqttlab.net;

import io.netty.handler.codec.DecoderException;
import java.net.InetSocketAddress;

/// Clients' addresses and words as text.
public final class Peers {

    private static final int LONGEST = 200;

    private Peers() {}

    /// "127.0.0.1:50312", "[::1]:50312".
    public static String text(InetSocketAddress address) {
        return text(
                address.getAddress() == null
                        ? address.getHostString()
                        : address.getAddress().getHostAddress(),
                address.getPort());
    }

    static String text(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /// What a client has said, so that it can stand in a line of text: not too long, and without control characters.
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char each = text.charAt(i);
            shown.append(each < ' ' || each > '~' ? '?' : each);
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }

    /// Why a channel has failed, in the words of its cause.
    public static String reason(Throwable cause) {
        Throwable why = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        String text = shown(why.getMessage() == null ? why.toString() : why.getMessage());
        // "recvAddress(..) failed with error(-104): Connection reset by peer"
        int detail = text.indexOf("failed with error(");
        return detail < 0 ? text : text.substring(text.indexOf("): ", detail) + 3);
    }
}
