package mqttlab.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Waits for the end of TLS' handshake, and asks it who the client is.
final class Secured extends ChannelInboundHandlerAdapter {

    /// RFC 8446 section 6.2, of those that are about certificates.
    private static final Pattern ALERT =
            Pattern.compile("fatal alert: ((?:bad|unsupported)_certificate|certificate_\\w+|unknown_ca)");

    private final SslHandler tls;
    private final Arrival arrival;

    Secured(SslHandler tls, Arrival arrival) {
        this.tls = tls;
        this.arrival = arrival;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not yet.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            ctx.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            arrival.certificateName = certificateName();
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        } else {
            arrival.refuse("TLS: " + reason(handshake.cause()));
        }
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case NotSslRecordException _ -> "the client does not speak it";
            case ClosedChannelException _ -> "the client has closed the connection in the handshake";
            default -> {
                Matcher alert = ALERT.matcher(words(cause));
                yield alert.find()
                        ? "the client does not take the certificate (alert " + alert.group(1)
                                + "): it has to trust who signed it"
                        : Peers.shown(words(cause));
            }
        };
    }

    /// What is known best: the JDK wraps alerts in "Unexpected exception".
    private static String words(Throwable cause) {
        Throwable best = cause;
        while (best.getCause() != null && best.getCause().getMessage() != null) {
            best = best.getCause();
        }
        return String.valueOf(best.getMessage());
    }

    private @Nullable String certificateName() {
        try {
            X509Certificate certificate =
                    (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
            // The most specific name stands last.
            List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            for (Rdn each : names.reversed()) {
                if (each.getType().equalsIgnoreCase("CN") && each.getValue() instanceof String name) {
                    return name;
                }
            }
            return null;
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return null;
        }
    }
}
