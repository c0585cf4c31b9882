package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mqttlab.cli.command.Options;
import mqttlab.client.transport.Tls;
import mqttlab.client.transport.TlsBuilder;
import org.jspecify.annotations.Nullable;

/// The options about TLS; each of them turns it on.
public final class TlsOptions {

    /// Where operating systems keep the certificates that they trust.
    private static final List<String> OS_CERTIFICATES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private final Options.Value<@Nullable String> caFile;
    private final Options.Value<@Nullable String> caPath;
    private final Options.Value<@Nullable String> cert;
    private final Options.Value<@Nullable String> key;
    private final Options.Value<@Nullable String> keyPasswordFile;
    private final Options.Value<Boolean> osCerts;
    private final Options.Value<Boolean> insecure;
    private final Options.Value<Boolean> noVerifyHost;
    private final Options.Value<@Nullable String> serverName;
    private final Options.Value<@Nullable String> versions;
    private final Options.Value<@Nullable String> alpn;
    private final Options.Value<@Nullable String> ciphers;
    private final Options.Value<Boolean> noTls;
    private final Options.Value<@Nullable String> keyForm;
    private final List<Unable> unable;

    /// An option of mosquitto for what the JDK cannot do.
    private record Unable(String name, Options.Value<@Nullable String> value, String reason) {
        Unable(Options options, String name, String label, String reason) {
            this(name, options.text(name, label, "Not possible: " + reason), reason);
        }
    }

    public TlsOptions(Options options) {
        // @formatter:off
        caFile = options.text("--cafile --ca --ca-cert", "FILE", "Trust the certificates in this file (PEM). All options for TLS turn it on.");
        caPath = options.text("--capath", "DIR", "Trust the certificates in the files of this directory.");
        cert = options.text("--cert", "FILE", "Our own certificate (PEM), with its chain.");
        key = options.text("--key", "FILE", "The private key of --cert (PEM).");
        keyPasswordFile = options.text("--key-password-file", "FILE", "Its first line decrypts the private key.");
        osCerts = options.flag("--tls-use-os-certs", "Trust the certificates of the operating system.");
        insecure = options.flag("--insecure", "Accept any certificate, and so any server.");
        noVerifyHost = options.flag("--no-verify-host", "Accept a trusted certificate made out to another host.");
        serverName = options.text("--tls-server-name", "NAME", "Ask for, and verify, this name instead of the host's.");
        versions = options.text("--tls-version", "tlsv1.3|tlsv1.2", "The one version of TLS to speak.");
        alpn = options.text("--tls-alpn --alpn", "NAME", "The application protocol to ask for.");
        ciphers = options.text("--ciphers", "LIST", "Cipher suites, as IANA or OpenSSL name them, between colons.");
        noTls = options.flag("--no-tls", "No TLS, also on port 8883.");
        keyForm = options.text("--keyform", "pem", "The form of --key: pem, the only one possible.");
        unable = List.of(
                new Unable(options, "--psk", "HEX", "the JDK has no TLS with pre-shared keys."),
                new Unable(options, "--psk-identity", "NAME", "the JDK has no TLS with pre-shared keys."),
                new Unable(options, "--tls-keylog", "FILE", "the JDK does not give away the keys of a TLS session; -d shows the packets."),
                new Unable(options, "--tls-engine", "NAME", "the JDK has no OpenSSL engines."),
                new Unable(options, "--tls-engine-kpass-sha1", "HEX", "the JDK has no OpenSSL engines."));
        // @formatter:on
    }

    /// Whether there is to be TLS.
    ///
    /// @param isUsual whether URL or port ask for it
    public boolean isWanted(boolean isUsual) {
        return !noTls.get() && (isUsual || isGiven());
    }

    /// The name to ask for and to verify instead of the host's, or null.
    @Nullable
    String serverName() {
        return serverName.get();
    }

    /// The settings, or null for no TLS.
    public @Nullable Tls tls(boolean isWanted) throws IOException {
        for (Unable each : unable) {
            if (each.value.get() != null) {
                throw Usage.wrong(each.name + ": " + each.reason);
            }
        }
        if (!isWanted) {
            return null;
        }
        TlsBuilder tls = Tls.builder();
        trust(tls);
        identify(tls);
        negotiate(tls);
        return tls.build();
    }

    private boolean isGiven() {
        boolean isFlag = osCerts.get() || insecure.get() || noVerifyHost.get();
        for (var each : Arrays.asList(caFile, caPath, cert, key, serverName, versions, alpn, ciphers)) {
            isFlag |= each.get() != null;
        }
        return isFlag;
    }

    private void trust(TlsBuilder tls) throws IOException {
        String file = caFile.get();
        if (file != null) {
            tls.caFile(Path.of(file));
        }
        String directory = caPath.get();
        if (directory != null) {
            tls.caDirectory(Path.of(directory));
        }
        if (osCerts.get()) {
            tls.caFile(osCertificates());
        }
        if (insecure.get()) {
            tls.insecure();
        }
        if (noVerifyHost.get()) {
            tls.noHostVerification();
        }
    }

    private static Path osCertificates() {
        for (String each : OS_CERTIFICATES) {
            Path file = Path.of(each);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        throw Usage.wrong("--tls-use-os-certs: none of " + String.join(", ", OS_CERTIFICATES) + " is there");
    }

    private void identify(TlsBuilder tls) throws IOException {
        String certFile = cert.get();
        String keyFile = key.get();
        if (keyForm.get() != null && !"pem".equals(keyForm.get())) {
            throw Usage.wrong("--keyform: expected pem but was '" + keyForm.get() + "'");
        }
        if ((certFile == null) != (keyFile == null)) {
            throw Usage.wrong("--cert and --key belong together");
        }
        if (certFile != null && keyFile != null) {
            String passwordFile = keyPasswordFile.get();
            char[] password = passwordFile == null
                    ? null
                    : Passwords.firstLine(passwordFile).text().toCharArray();
            tls.certificate(Path.of(certFile), Path.of(keyFile), password);
        }
    }

    private void negotiate(TlsBuilder tls) {
        String name = serverName.get();
        if (name != null) {
            tls.serverName(name);
        }
        String version = versions.get();
        if (version != null) {
            tls.protocols(
                    switch (version) {
                        case "tlsv1.3" -> "TLSv1.3";
                        case "tlsv1.2" -> "TLSv1.2";
                        default ->
                            throw Usage.wrong("--tls-version: expected tlsv1.3 or tlsv1.2 but was '" + version
                                    + "'; the JDK takes what is older for broken");
                    });
        }
        String protocols = alpn.get();
        if (protocols != null) {
            tls.applicationProtocols(protocols.split(","));
        }
        String suites = ciphers.get();
        if (suites != null) {
            tls.cipherSuites(CipherNames.parse(suites));
        }
    }
}
