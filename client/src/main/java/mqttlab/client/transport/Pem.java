package mqttlab.client.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Certificates and keys as text (RFC 7468).
final class Pem {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

    private Pem() {}

    static boolean hasCertificates(Path file) throws IOException {
        return text(file).contains("-----BEGIN " + CERTIFICATE + "-----");
    }

    static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        String text = text(file);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block = next(file, text, 0); block != null; block = next(file, text, block.end)) {
                if (block.label.equals(CERTIFICATE)) {
                    all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes)));
                }
            }
        } catch (CertificateException e) {
            throw new IOException(file + ": a certificate cannot be read: " + e.getMessage(), e);
        }
        if (all.isEmpty()) {
            throw new IOException(file + " holds no certificate in PEM format");
        }
        return all;
    }

    static PrivateKey privateKey(Path file, char @Nullable [] password) throws IOException {
        String text = text(file);
        for (Block block = next(file, text, 0); block != null; block = next(file, text, block.end)) {
            try {
                switch (block.label) {
                    case "PRIVATE KEY" -> {
                        return key(block.bytes);
                    }
                    case "RSA PRIVATE KEY" -> {
                        return key(Der.pkcs8(Der.RSA, block.bytes));
                    }
                    case "EC PRIVATE KEY" -> {
                        return key(Der.pkcs8(Der.ecAlgorithm(block.bytes), block.bytes));
                    }
                    case "ENCRYPTED PRIVATE KEY" -> {
                        return key(decrypt(file, block.bytes, password));
                    }
                    default -> {}
                }
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": the private key cannot be read: " + e.getMessage(), e);
            }
        }
        throw new IOException(file + " holds no private key in PEM format");
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        InvalidKeySpecException failure = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                failure = e;
            }
        }
        throw new InvalidKeySpecException("it is neither RSA, EC nor EdDSA", failure);
    }

    private static byte[] decrypt(Path file, byte[] bytes, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        if (password == null) {
            throw new IOException(file + ": the private key is encrypted, and no password was given");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
        // PBES2 is named by its parameters.
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        var key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        return info.getKeySpec(cipher).getEncoded();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private record Block(String label, byte[] bytes, int end) {}

    private static @Nullable Block next(Path file, String text, int from) throws IOException {
        int begin = text.indexOf("-----BEGIN ", from);
        if (begin < 0) {
            return null;
        }
        int label = begin + "-----BEGIN ".length();
        int content = text.indexOf("-----", label);
        String name = content < 0 ? "" : text.substring(label, content);
        int end = text.indexOf("-----END " + name + "-----", label);
        if (content < 0 || end < content + 5) {
            throw new IOException(file + ": the block that begins at character " + begin + " does not end");
        }
        try {
            String base64 = text.substring(content + 5, end);
            return new Block(name, Base64.getMimeDecoder().decode(base64), end + 1);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + name + ": " + e.getMessage(), e);
        }
    }
}
