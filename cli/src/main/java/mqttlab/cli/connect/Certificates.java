package mqttlab.cli.connect;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// The certificates that a server shows, the server's own first.
final class Certificates {

    private Certificates() {}

    static List<X509Certificate> of(SSLSession session) {
        List<X509Certificate> all = new ArrayList<>();
        try {
            for (Certificate each : session.getPeerCertificates()) {
                if (each instanceof X509Certificate it) {
                    all.add(it);
                }
            }
        } catch (SSLPeerUnverifiedException _) {
            // A server without a certificate: then there is nothing to show.
        }
        return all;
    }

    /// The session as an entry, with the chain.
    static Entry session(String name, SSLSession session, long nanos) {
        Entry entry = new Entry(name, nanos)
                .title(session.getProtocol() + ", " + session.getCipherSuite())
                .data("version", session.getProtocol())
                .data("cipher", session.getCipherSuite());
        return addChain(entry, of(session), Instant.now());
    }

    static Entry addChain(Entry entry, List<X509Certificate> chain, Instant now) {
        List<Entry> all = new ArrayList<>();
        for (X509Certificate each : chain) {
            all.add(describe(each, "certificate " + (all.size() + 1), now));
        }
        return entry.data("certificates", all);
    }

    private static Entry describe(X509Certificate it, String name, Instant now) {
        String subject = it.getSubjectX500Principal().getName();
        String issuer = it.getIssuerX500Principal().getName();
        Instant from = it.getNotBefore().toInstant();
        Instant to = it.getNotAfter().toInstant();
        Entry entry = new Entry(name).title(Entry.escape(subject)).data("subject", subject);
        List<String> names = names(it);
        if (!names.isEmpty()) {
            entry.fact("names", "made out to", names);
        }
        return entry.fact("issuer", "issued by", issuer, subject.equals(issuer) ? "(itself)" : "")
                .fact("", "valid", from + " to " + to, "(" + validity(from, to, now) + ")")
                .data("not-before", from.toString())
                .data("not-after", to.toString())
                .fact("key", "key", key(it.getPublicKey()))
                .fact("signature", "signed by", it.getSigAlgName())
                .fact("sha256", "SHA-256", fingerprint(it));
    }

    static String validity(Instant from, Instant to, Instant now) {
        if (now.isBefore(from)) {
            return "not yet: from " + days(now, from) + " on";
        }
        return now.isAfter(to) ? "expired " + days(to, now) + " ago" : days(now, to) + " left";
    }

    private static String days(Instant from, Instant to) {
        long days = Duration.between(from, to).toDays();
        return days == 1 ? "1 day" : days + " days";
    }

    /// The host names and addresses among the Subject Alternative Names.
    static List<String> names(X509Certificate it) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = it.getSubjectAlternativeNames();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                // RFC 5280, section 4.2.1.6: 2 is dNSName, 7 is iPAddress.
                boolean isHost = each.getFirst().equals(2) || each.getFirst().equals(7);
                if (isHost && each.get(1) instanceof String name) {
                    names.add(name);
                }
            }
        } catch (CertificateParsingException _) {
            // Then it names nobody that could be verified.
        }
        return names;
    }

    private static String key(PublicKey key) {
        int bits = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
            default -> 0;
        };
        return key.getAlgorithm() + (bits == 0 ? "" : ", " + bits + " bits");
    }

    private static String fingerprint(X509Certificate it) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(it.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
