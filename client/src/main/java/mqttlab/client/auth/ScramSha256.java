package mqttlab.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mqttlab.packet.Bytes;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the server never sees the password, and proves that it
/// knows it.
///
/// Names and passwords are normalized by NFKC; of SASLprep (RFC 4013) that is all, so ASCII and most other text goes
/// through unchanged.
public final class ScramSha256 implements Authenticator {

    private static final String HEADER = "n,,";
    private static final String HMAC = "HmacSHA256";
    private static final int NONCE_BYTES = 24;
    /// RFC 7677 asks for 4096 at least. Many more would let a server keep us busy.
    private static final int MAX_ITERATIONS = 10_000_000;

    private final byte[] password;
    private final String nonce;
    private final String clientFirst;
    private byte @Nullable [] serverSignature;

    public ScramSha256(String userName, char[] password) {
        this(userName, password, nonce());
    }

    ScramSha256(String userName, char[] password, String nonce) {
        this.password = normalize(new String(password)).getBytes(StandardCharsets.UTF_8);
        this.nonce = nonce;
        this.clientFirst = "n=" + normalize(userName).replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    private static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    @Override
    public String method() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Bytes start() {
        return Bytes.utf8(HEADER + clientFirst);
    }

    @Override
    public Bytes answer(@Nullable Bytes challenge) throws AuthenticationException {
        String serverFirst = challenge == null ? "" : challenge.text();
        String[] parts = serverFirst.split(",", -1);
        if (parts.length < 3 || serverSignature != null) {
            throw new AuthenticationException("the server's challenge has no nonce, salt and iteration count");
        }
        String bothNonces = value(parts[0], 'r');
        if (!bothNonces.startsWith(nonce) || bothNonces.length() == nonce.length()) {
            throw new AuthenticationException("the server's nonce does not go on from ours");
        }
        byte[] salt = decode(value(parts[1], 's'));
        int iterations = iterations(value(parts[2], 'i'));
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(HEADER.getBytes(StandardCharsets.US_ASCII))
                + ",r=" + bothNonces;
        byte[] message = (clientFirst + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] salted = salted(salt, iterations);
            byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
            byte[] proof = xor(clientKey, hmac(storedKey, message));
            serverSignature = hmac(hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)), message);
            return Bytes.utf8(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
        } catch (GeneralSecurityException e) {
            throw new AuthenticationException("SCRAM-SHA-256 cannot be computed: " + e.getMessage(), e);
        }
    }

    @Override
    public void finish(@Nullable Bytes data) throws AuthenticationException {
        String serverFinal = data == null ? "" : data.text();
        String first = serverFinal.split(",", 2)[0];
        if (first.startsWith("e=")) {
            throw new AuthenticationException("the server says: " + Show.escaped(first.substring(2)));
        }
        byte[] expected = serverSignature;
        if (expected == null || !MessageDigest.isEqual(expected, decode(value(first, 'v')))) {
            throw new AuthenticationException("the server did not prove that it knows the password");
        }
    }

    private static String value(String part, char name) throws AuthenticationException {
        if (part.length() < 2 || part.charAt(0) != name || part.charAt(1) != '=') {
            throw new AuthenticationException("the server's message lacks " + name + "=");
        }
        return part.substring(2);
    }

    private static byte[] decode(String base64) throws AuthenticationException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationException("the server's message is no proper base64", e);
        }
    }

    private static int iterations(String text) throws AuthenticationException {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MAX_ITERATIONS) {
                return count;
            }
        } catch (NumberFormatException _) {
            // It is told below.
        }
        throw new AuthenticationException("the server's iteration count is not one of 1 to " + MAX_ITERATIONS);
    }

    /// Hi() of RFC 5802 section 2.2: PBKDF2 with one block of output.
    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
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
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        return mac(key).doFinal(message);
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        // A key of no bytes is not allowed, and is the same as one of a zero byte: HMAC pads with zeros.
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
        return mac;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }
}
