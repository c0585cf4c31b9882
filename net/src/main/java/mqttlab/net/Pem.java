package mqttlab.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Certificates and keys as text (RFC 7468).
public final class Pem {

    private static final String BEGIN = "-----BEGIN ";
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

    /// What PKCS #8 (RFC 5958) puts before an RSA key of PKCS #1, but for the lengths: version 0, rsaEncryption.
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private Pem() {}

    /// @throws IOException where the file cannot be read, or holds none
    public static X509Certificate[] certificates(Path file) throws IOException {
        String text = text(file);
        String instead = text.contains("PRIVATE KEY-----")
                ? " holds a private key, where a certificate is expected"
                : text.contains("-----BEGIN CERTIFICATE")
                        ? " holds a damaged certificate"
                        : " holds no certificate in PEM format";
        List<X509Certificate> all = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        try {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                all.add((X509Certificate) each);
            }
        } catch (CertificateException e) {
            throw new IOException(file + instead, e);
        }
        if (all.isEmpty()) {
            throw new IOException(file + instead);
        }
        return all.toArray(X509Certificate[]::new);
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, where a file is expected");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /// @throws IOException where the file cannot be read, or holds none
    public static PrivateKey privateKey(Path file) throws IOException {
        String text = text(file);
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int end = text.indexOf("-----", at + BEGIN.length());
            String label = end < 0 ? "" : text.substring(at + BEGIN.length(), end);
            switch (label) {
                case "PRIVATE KEY" -> {
                    return key(file, content(file, text, end + 5));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(file, pkcs8(content(file, text, end + 5)));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException(file + ": expected a key in PKCS #8, not encrypted. This makes one: "
                            + "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW");
                default -> {}
            }
        }
        throw new IOException(file + " holds no private key in PEM format");
    }

    private static byte[] content(Path file, String text, int from) throws IOException {
        int to = text.indexOf("-----END ", from);
        if (to < 0) {
            throw new IOException(file + ": the key that begins at character " + from + " does not end");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from, to));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": the private key is no base64: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) throws IOException {
        Exception failure = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                failure = e;
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": the private key cannot be read: " + e.getMessage(), e);
            }
        }
        throw new IOException(file + ": the private key is neither RSA, EC nor EdDSA, or damaged", failure);
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        int inner = RSA.length + 4 + pkcs1.length;
        byte[] all = new byte[4 + inner];
        header(all, 0, 0x30, inner);
        System.arraycopy(RSA, 0, all, 4, RSA.length);
        header(all, 4 + RSA.length, 0x04, pkcs1.length);
        System.arraycopy(pkcs1, 0, all, all.length - pkcs1.length, pkcs1.length);
        return all;
    }

    /// A tag of DER, and a length of two bytes: an RSA key is never shorter than 256 bytes.
    private static void header(byte[] into, int at, int tag, int length) {
        into[at] = (byte) tag;
        into[at + 1] = (byte) 0x82;
        into[at + 2] = (byte) (length >>> 8);
        into[at + 3] = (byte) length;
    }
}
