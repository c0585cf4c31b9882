package mqttlab.net;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// What a listener shows of itself, and whom it trusts: from files, and from them again when they have changed.
final class Certificates {

    private static final long CHECK_NANOS = 2_000_000_000L;

    private final Listener listener;
    private final Tls tls;
    private final Reception reception;
    private List<Object> stamps;
    private SSLContext context;
    /// What was told last.
    private String told = "";
    private long checkedAt = System.nanoTime();

    /// @throws ListenException where they cannot be used
    Certificates(Listener listener, Tls tls, Reception reception) {
        this.listener = listener;
        this.tls = tls;
        this.reception = reception;
        stamps = stamps();
        try {
            context = read();
        } catch (IOException | GeneralSecurityException e) {
            throw new ListenException("Cannot listen at " + listener + ": " + reason(e), e);
        }
    }

    /// As the files have it now, or had it a few seconds ago. New ones that cannot be used are passed over: a
    /// certificate may be written before its key.
    private synchronized SSLContext current() {
        long now = System.nanoTime();
        if (now - checkedAt < CHECK_NANOS) {
            return context;
        }
        checkedAt = now;
        List<Object> found = stamps();
        try {
            if (!found.equals(stamps)) {
                context = read();
                // Not before: once its rights are put right, a file is still the same.
                stamps = found;
            }
            told = "";
        } catch (IOException | GeneralSecurityException e) {
            String why = reason(e);
            if (!why.equals(told)) {
                told = why;
                reception.trouble("The certificate of " + listener + " has changed, and the old one stays: " + why);
            }
        }
        return context;
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException it -> it.getFile() + " does not exist";
            case AccessDeniedException it -> it.getFile() + " may not be read";
            default -> String.valueOf(e.getMessage());
        };
    }

    private SSLContext read() throws IOException, GeneralSecurityException {
        X509Certificate[] known = tls.clientCa() == null ? new X509Certificate[0] : Pem.certificates(tls.clientCa());
        X509Certificate[] chain = Chain.complete(Pem.certificates(tls.certificate()), known);
        PrivateKey key = Pem.privateKey(tls.key());
        if (!belong(chain[0], key)) {
            throw new IOException(tls.key() + " is not the key of the certificate in " + tls.certificate());
        }
        SSLContext fresh = SSLContext.getInstance("TLS");
        fresh.init(new KeyManager[] {new OneKey(key, chain)}, trusted(known), null);
        return fresh;
    }

    /// Nobody where no client is asked: with null the JDK would load all the authorities that it knows.
    private static TrustManager[] trusted(X509Certificate[] known) throws IOException, GeneralSecurityException {
        if (known.length == 0) {
            return new TrustManager[0];
        }
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        for (X509Certificate each : known) {
            authorities.setCertificateEntry("" + authorities.size(), each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    /// TLS for a new connection.
    SSLEngine engine() {
        SSLEngine engine = current().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (tls.clientCa() != null && tls.clientMust()) {
            engine.setNeedClientAuth(true);
        } else if (tls.clientCa() != null) {
            engine.setWantClientAuth(true);
        }
        String own = listener.scheme().isWebSocket() || listener.scheme().isHttp() ? "http/1.1" : "mqtt";
        // "" for none of them: a client that offers others is welcome.
        engine.setHandshakeApplicationProtocolSelector((_, offered) -> offered.contains(own) ? own : "");
        return engine;
    }

    private static boolean belong(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        // Those of RSASSA-PSS sign with parameters only, and may say themselves with which.
        if (certificate.getPublicKey() instanceof RSAKey shown && key instanceof RSAKey own) {
            return shown.getModulus().equals(own.getModulus());
        }
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        return signature.verify(signed);
    }

    /// What changes with a file's content; nothing for a file that is not there.
    private List<Object> stamps() {
        List<Object> all = new ArrayList<>();
        stamp(tls.certificate(), all);
        stamp(tls.key(), all);
        if (tls.clientCa() != null) {
            stamp(tls.clientCa(), all);
        }
        return all;
    }

    private static void stamp(Path file, List<Object> into) {
        try {
            BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
            into.addAll(List.of(file, it.lastModifiedTime(), it.size(), String.valueOf(it.fileKey())));
        } catch (IOException e) {
            into.add(file);
        }
    }
}
