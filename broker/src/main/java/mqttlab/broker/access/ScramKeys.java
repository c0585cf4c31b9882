package mqttlab.broker.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a server keeps of a password for SCRAM-SHA-256: enough to check that a client knows it and to prove that the
/// server knows of it, too little to log in elsewhere. RFC 5802 section 3.
///
/// As text `$scram-sha-256$ITERATIONS$SALT$STOREDKEY:SERVERKEY`, with base64.
record ScramKeys(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {

    static final String NAME = "scram-sha-256";
    private static final String HMAC = "HmacSHA256";
    private static final int ITERATIONS = 100_000;
    private static final int LENGTH = 32;

    static ScramKeys of(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return of(password, salt, ITERATIONS);
    }

    static ScramKeys of(String password, byte[] salt, int iterations) {
        byte[] salted = salted(normalize(password).getBytes(StandardCharsets.UTF_8), salt, iterations);
        return new ScramKeys(
                iterations, salt, sha256(hmac(salted, ascii("Client Key"))), hmac(salted, ascii("Server Key")));
    }

    /// Names and passwords as clients send them: of SASLprep (RFC 4013) that is what most text needs.
    static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /// Null where the text is not of this form.
    ///
    /// @throws IllegalArgumentException where it is, with a mistake
    static @Nullable ScramKeys read(String text) {
        String[] parts = text.split("[$:]", -1);
        if (parts.length < 2 || !parts[0].isEmpty() || !parts[1].equals(NAME)) {
            return null;
        }
        if (parts.length != 6) {
            throw new IllegalArgumentException("expected $scram-sha-256$ITERATIONS$SALT$STOREDKEY:SERVERKEY");
        }
        ScramKeys keys = new ScramKeys(
                Hash.number(parts[2], 1, Hash.MAX_ITERATIONS),
                Hash.decode(parts[3]),
                Hash.decode(parts[4]),
                Hash.decode(parts[5]));
        if (keys.storedKey.length != LENGTH || keys.serverKey.length != LENGTH) {
            throw new IllegalArgumentException("expected keys of " + LENGTH + " bytes");
        }
        return keys;
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "$" + NAME + "$" + iterations + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
    }

    /// Whether the proof is that of a client which knows the password. RFC 5802 section 3.
    boolean isProof(byte[] proof, byte[] authMessage) {
        if (proof.length != LENGTH) {
            return false;
        }
        byte[] clientKey = xor(proof, hmac(storedKey, authMessage));
        return MessageDigest.isEqual(storedKey, sha256(clientKey));
    }

    byte[] serverSignature(byte[] authMessage) {
        return hmac(serverKey, authMessage);
    }

    /// Hi() of RFC 5802 section 2.2: PBKDF2 with one block of output.
    private static byte[] salted(byte[] password, byte[] salt, int iterations) {
        try {
            Mac mac = mac(password);
            byte[] block = Arrays.copyOf(salt, salt.length + 4);
            block[block.length - 1] = 1;
            byte[] last = mac.doFinal(block);
            byte[] all = last;
            for (int i = 1; i < iterations; i++) {
                last = mac.doFinal(last);
                all = xor(all, last);
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            return mac(key).doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        // A key of no bytes is not allowed, and is the same as one of a zero byte: HMAC pads with zeros.
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
        return mac;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
