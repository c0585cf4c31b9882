package mqttlab.client.transport;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Makes [Tls] settings from files in PEM format.
public final class TlsBuilder {

    private final List<X509Certificate> trusted = new ArrayList<>();
    private List<X509Certificate> chain = List.of();
    private @Nullable Path keyFile;
    private char @Nullable [] keyPassword;
    private boolean verify = true;
    private boolean verifyHost = true;
    private @Nullable String serverName;
    private List<String> protocols = List.of();
    private List<String> cipherSuites = List.of();
    private List<String> applicationProtocols = List.of();

    TlsBuilder() {}

    /// Trusts the certificates of this file, instead of the JDK's.
    public TlsBuilder caFile(Path file) throws IOException {
        trusted.addAll(Pem.certificates(file));
        return this;
    }

    /// Trusts the certificates of all files of this directory, instead of the JDK's. Files that hold none are passed
    /// over.
    public TlsBuilder caDirectory(Path directory) throws IOException {
        int before = trusted.size();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                if (Pem.hasCertificates(file)) {
                    trusted.addAll(Pem.certificates(file));
                }
            }
        }
        if (trusted.size() == before) {
            throw new IOException(directory + " holds no certificates in PEM format");
        }
        return this;
    }

    /// Shows this certificate, with those of its issuers behind it, and proves it by the key.
    ///
    /// @param password of the key, or null where it is not encrypted
    public TlsBuilder certificate(Path file, Path key, char @Nullable [] password) throws IOException {
        chain = Pem.certificates(file);
        keyFile = key;
        keyPassword = password;
        return this;
    }

    /// Accepts any certificate, and so any server.
    public TlsBuilder insecure() {
        verify = false;
        verifyHost = false;
        return this;
    }

    /// Accepts certificates of other hosts, if they are trusted.
    public TlsBuilder noHostVerification() {
        verifyHost = false;
        return this;
    }

    /// Asks for, and verifies, this name instead of the host's.
    public TlsBuilder serverName(String name) {
        serverName = name;
        return this;
    }

    /// "TLSv1.3", "TLSv1.2".
    public TlsBuilder protocols(String... names) {
        protocols = List.of(names);
        return this;
    }

    /// By their IANA names, such as "TLS_AES_128_GCM_SHA256".
    public TlsBuilder cipherSuites(String... names) {
        cipherSuites = List.of(names);
        return this;
    }

    /// Offered by ALPN.
    public TlsBuilder applicationProtocols(String... names) {
        applicationProtocols = List.of(names);
        return this;
    }

    /// @throws IOException where the key cannot be read
    public Tls build() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return new Tls(context, verifyHost, serverName, protocols, cipherSuites, applicationProtocols);
        } catch (GeneralSecurityException e) {
            throw new IOException("The TLS settings do not fit together: " + e.getMessage(), e);
        }
    }

    private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
        if (keyFile == null) {
            return null;
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("key", Pem.privateKey(keyFile, keyPassword), new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        if (!verify) {
            return new TrustManager[] {new TrustAll()};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.isEmpty() ? null : storeOfTrusted());
        TrustManager[] managers = factory.getTrustManagers();
        for (int i = 0; i < managers.length && !verifyHost; i++) {
            if (managers[i] instanceof X509TrustManager manager) {
                managers[i] = new HostBlind(manager);
            }
        }
        return managers;
    }

    private KeyStore storeOfTrusted() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca" + i, trusted.get(i));
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
