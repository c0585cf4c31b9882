package mqttlab.cli.connect;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import mqttlab.client.Failure;
import mqttlab.client.MqttException;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// Finds out why there is no connection: from what was thrown, from what the server said, and by a second look.
public final class Diagnoses {

    /// What the JDK says, and what it means.
    ///
    /// @param sign the exception's class or a part of its message
    private record Symptom(String sign, String why, String expected, String advice) {}

    // @formatter:off
    private static final List<Symptom> NETWORK = List.of(
            new Symptom("UnknownHost", "nobody knows this host name", "a name that DNS or /etc/hosts has", "the name as it is spelled right, or the server's address"),
            new Symptom("UnresolvedAddress", "nobody knows this host name", "a name that DNS or /etc/hosts has", "the name as it is spelled right, or the server's address"),
            new Symptom("Connection refused", "the host is there, but nobody listens on this port", "a server that listens", "another port (usual are 1883, and 8883 for TLS); is the server running, and does it listen on this address?"),
            new Symptom("No route to host", "no way leads to this host", "a host that can be reached from here", "from another network, or the server's other address; a firewall may say this too"),
            new Symptom("Network is unreachable", "no way leads to this host", "a host that can be reached from here", "another address (-h with IPv4 if this is IPv6, or the other way round), or another network"),
            new Symptom("timed out", "the host does not answer", "an answer within the time of --connect-timeout", "another port or host: a firewall that drops packets looks like this"));

    private static final List<Symptom> TLS = List.of(
            new Symptom("CertificateExpired", "a certificate of the server has expired", "certificates that are valid today", "asking the server's operator for a new one; --insecure for a look"),
            new Symptom("CertificateNotYetValid", "a certificate of the server is not valid yet", "certificates that are valid today", "setting the clock of this machine right"),
            new Symptom("No subject alternative", "the server's certificate is made out to others", "", "the name that it is made out to (-h, or --tls-server-name beside an address), or --no-verify-host"),
            new Symptom("No name matching", "the server's certificate is made out to others", "", "the name that it is made out to (-h, or --tls-server-name beside an address), or --no-verify-host"),
            new Symptom("CertificateRevoked", "a certificate of the server is revoked", "certificates that are valid today", "asking the server's operator"),
            new Symptom("path building failed", "nobody we trust has signed the server's certificate", "a chain that ends with a certificate we trust", "--cafile FILE with the certificate of its authority, or --tls-use-os-certs"),
            new Symptom("path validation failed", "the server's certificate does not follow from one that we trust", "a chain that ends with a certificate we trust", "--cafile FILE with the certificate of its authority, or --tls-use-os-certs"),
            new Symptom("algorithm constraints", "the server's certificate is too weak for the JDK", "keys and signatures that are not known to be broken", "asking the server's operator for a new one"),
            new Symptom("certificate_required", "the server wants a certificate of ours", "--cert and --key", "--cert FILE --key FILE, of an authority that the server trusts"),
            new Symptom("bad_certificate", "the server does not accept our certificate, or wants one", "a certificate that the server trusts", "--cert FILE --key FILE, of an authority that the server trusts"),
            new Symptom("unknown_ca", "the server does not know the authority of our certificate", "a certificate that the server trusts", "--cert FILE --key FILE, of an authority that the server trusts"),
            new Symptom("certificate_revoked", "our certificate is revoked, says the server", "a certificate that the server trusts", "another --cert FILE --key FILE"),
            new Symptom("certificate_expired", "our certificate has expired, says the server", "a certificate that is valid today", "another --cert FILE --key FILE"),
            new Symptom("certificate_unknown", "the server does not accept our certificate", "a certificate that the server trusts", "another --cert FILE --key FILE"),
            new Symptom("protocol_version", "the server speaks another version of TLS", "TLS 1.3 or 1.2", "without --tls-version; what is older the JDK takes for broken"),
            new Symptom("handshake_failure", "the server shares no cipher suite with us, or wants a certificate of ours", "", "without --ciphers, or --cert FILE --key FILE"),
            new Symptom("unrecognized_name", "the server does not know this name", "the name of one of its certificates", "--tls-server-name NAME"),
            new Symptom("no_application_protocol", "the server does not know the protocol of --tls-alpn", "", "without --tls-alpn"),
            new Symptom("Unsupported or unrecognized SSL message", "the port does not speak TLS", "a handshake of TLS", "--no-tls, or the port for TLS (usually 8883)"),
            new Symptom("did not answer the TLS handshake", "the port does not answer a handshake of TLS", "a handshake of TLS", "--no-tls, or the port for TLS (usually 8883)"),
            new Symptom("terminated the handshake", "the server has ended the connection in the handshake", "a handshake of TLS", "--no-tls, or the port for TLS (usually 8883)"),
            new Symptom("Broken pipe", "the server has ended the connection in the handshake, as it does where it does not take our certificate", "a certificate that the server trusts, neither revoked nor expired", "--cert FILE --key FILE with another certificate; the server's log says why"),
            new Symptom("Connection reset", "the server has ended the connection in the handshake", "a handshake of TLS", "--no-tls, or the port for TLS (usually 8883)"));
    // @formatter:on

    private static final String MQTT_ANSWER = "CONNACK, the answer of an MQTT server";

    private Diagnoses() {}

    /// @param heard what the server sent instead of a packet
    /// @param look at the same port, or null where there can be none
    public static Diagnosis of(MqttException e, Stage at, Bytes heard, @Nullable Look look) {
        Symptom tls = symptom(TLS, e);
        if (tls != null && (at == Stage.TLS || isBySsl(e))) {
            return ofTls(tls, e, at, look);
        }
        boolean isSilence = e.failure() == Failure.NETWORK || e.failure() == Failure.TIMEOUT;
        if (at == Stage.CONNECT && (isSilence || heard.length() > 0)) {
            Diagnosis found = unanswered(e, heard, look);
            if (found != null) {
                return found;
            }
        }
        Symptom network = at == Stage.CONNECT || at == Stage.STAY ? null : symptom(NETWORK, e);
        return network == null
                ? new Diagnosis(at, said(e), "", "", null)
                : new Diagnosis(at, network.why + " (" + said(e) + ")", network.expected, network.advice, null);
    }

    /// What the exception says, without its full stop.
    private static String said(Throwable e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isBySsl(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /// The first row that fits: the rows are tried in their order, as some signs come together.
    private static @Nullable Symptom symptom(List<Symptom> table, Throwable e) {
        for (Symptom row : table) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                String name = each.getClass().getSimpleName();
                if (name.contains(row.sign) || String.valueOf(each.getMessage()).contains(row.sign)) {
                    return row;
                }
            }
        }
        return null;
    }

    private static Diagnosis ofTls(Symptom it, MqttException e, Stage at, @Nullable Look look) {
        SSLSession session = look == null || it.why.startsWith("the port") ? null : look.tls();
        List<X509Certificate> chain = session == null ? List.of() : Certificates.of(session);
        Entry seen = chain.isEmpty()
                ? null
                : Certificates.addChain(
                        new Entry("look").title("without checking, the server shows"), chain, Instant.now());
        String why = it.why + " (" + said(root(e)) + ")";
        if (!chain.isEmpty() && it.why.endsWith("made out to others") && look != null) {
            String names = String.join(", ", Certificates.names(chain.getFirst()));
            String wanted = look.serverName() == null ? look.host() : look.serverName();
            String expected = wanted + ", found " + (names.isEmpty() ? "no name" : Entry.escape(names));
            return new Diagnosis(at, why, expected, it.advice, seen);
        }
        return new Diagnosis(at, why, it.expected, it.advice, seen);
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /// The server took the connection, and then said nothing, or nothing of MQTT.
    private static @Nullable Diagnosis unanswered(MqttException e, Bytes heard, @Nullable Look look) {
        byte[] bytes = heard.toArray();
        if (isTlsAlert(bytes)) {
            return isTls(look);
        }
        String line = Look.firstLine(bytes, bytes.length);
        if (line.startsWith("HTTP/")) {
            return isHttp(line);
        }
        if (bytes.length > 0) {
            return new Diagnosis(Stage.CONNECT, said(e), MQTT_ANSWER, "another port", null);
        }
        if (look == null) {
            return null;
        }
        if (look.isTls()) {
            // With TLS 1.3 a server looks at our certificate after its own handshake is done, and may end without a
            // word.
            String advice = "--cert FILE --key FILE, if the server wants a certificate of ours, or -V 311";
            return new Diagnosis(Stage.CONNECT, said(e), MQTT_ANSWER, advice, null);
        }
        Diagnosis tls = isTls(look);
        if (tls.seen() != null) {
            return tls;
        }
        String http = look.http();
        return http != null && http.startsWith("HTTP/")
                ? isHttp(http)
                : new Diagnosis(Stage.CONNECT, said(e), MQTT_ANSWER, "another port, or another version (-V 311)", null);
    }

    /// RFC 8446, section 5.1: alert(21), and the version 0x0303 or what stands for it.
    private static boolean isTlsAlert(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 21 && bytes[1] == 3;
    }

    private static Diagnosis isTls(@Nullable Look look) {
        SSLSession session = look == null ? null : look.tls();
        Entry seen = session == null ? null : Certificates.session("look", session, Entry.NO_TIME);
        return new Diagnosis(
                Stage.CONNECT,
                "the port speaks TLS, and we did not",
                "TLS, before CONNECT",
                "--cafile FILE with the certificate of its authority, or --tls-use-os-certs",
                seen);
    }

    private static Diagnosis isHttp(String line) {
        return new Diagnosis(
                Stage.CONNECT,
                "the port speaks HTTP (\"" + line + "\")",
                MQTT_ANSWER,
                "--ws, if MQTT is behind this web server, or another port (usual are 1883, and 8883 for TLS)",
                null);
    }
}
