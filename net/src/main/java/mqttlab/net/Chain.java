package mqttlab.net;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server's certificate, and behind it those that sign for it, each for the one before (RFC 8446 section 4.4.2).
final class Chain {

    private Chain() {}

    /// Adds at its end what is missing of it, as far as it is known, as OpenSSL does: clients know the root, but seldom
    /// the authorities in between. A root is not added.
    static X509Certificate[] complete(X509Certificate[] chain, X509Certificate[] known) {
        List<X509Certificate> all = new ArrayList<>(Arrays.asList(chain));
        X509Certificate next = issuer(all.getLast(), known);
        while (next != null && !hasIssued(next, next) && !all.contains(next)) {
            all.add(next);
            next = issuer(next, known);
        }
        return all.toArray(X509Certificate[]::new);
    }

    /// One that is valid, as there may be an older one of the same name and key.
    private static @Nullable X509Certificate issuer(X509Certificate of, X509Certificate[] known) {
        for (X509Certificate each : known) {
            if (hasIssued(each, of)) {
                return each;
            }
        }
        return null;
    }

    private static boolean hasIssued(X509Certificate issuer, X509Certificate issued) {
        if (!issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            issuer.checkValidity();
            issued.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
