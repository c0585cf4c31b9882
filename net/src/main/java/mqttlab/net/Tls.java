package mqttlab.net;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a listener speaks TLS. The files are in PEM format; when they change, connections from then on get the new
/// ones.
///
/// @param certificate the server's certificate, and behind it those that sign for it
/// @param key its private key, not encrypted
/// @param clientCa whose signature makes a client's certificate good; null to ask for none. What the server's chain
/// lacks is taken from here
/// @param clientMust whether a client without a good certificate is refused
public record Tls(Path certificate, Path key, @Nullable Path clientCa, boolean clientMust) {

    public static Tls of(Path certificate, Path key) {
        return new Tls(certificate, key, null, false);
    }

    /// Every client must show a certificate that this file's sign for. The common name in it is the user's name.
    public Tls withClients(Path ca) {
        return new Tls(certificate, key, ca, true);
    }

    /// A client may show a certificate; one that shows none logs in otherwise.
    public Tls withOptionalClients(Path ca) {
        return new Tls(certificate, key, ca, false);
    }
}
