package mqttlab.broker.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/// A password as a file has it, to check another against.
///
/// | | |
/// | --- | --- |
/// | `$scrypt$ln=15,r=8,p=1$SALT$HASH` | ours: scrypt (RFC 7914), written like the PHC string format |
/// | `$7$ITERATIONS$SALT$HASH` | of mosquitto_passwd: PBKDF2 with HMAC-SHA-512 |
/// | `$6$SALT$HASH` | of mosquitto_passwd before 2.0: SHA-512 of password and salt |
sealed interface Hash {

    /// What scrypt may use of memory: 128 * N * r bytes.
    int MAX_MEMORY = 256 << 20;

    int MAX_ITERATIONS = 10_000_000;

    boolean matches(byte[] password);

    /// Memory-hard: 32 MiB and about 100 ms as we write it.
    ///
    /// @param logN of the cost N
    record Scrypt(int logN, int r, int p, byte[] salt, byte[] hash) implements Hash {
        @Override
        public boolean matches(byte[] password) {
            return same(hash, SCrypt.generate(password, salt, 1 << logN, r, p, hash.length));
        }

        @Override
        public String toString() {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$scrypt$ln=" + logN + ",r=" + r + ",p=" + p + "$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(hash);
        }
    }

    record Pbkdf2(int iterations, byte[] salt, byte[] hash) implements Hash {
        @Override
        public boolean matches(byte[] password) {
            PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
            generator.init(password, salt, iterations);
            KeyParameter key = (KeyParameter) generator.generateDerivedMacParameters(hash.length * 8);
            return same(hash, key.getKey());
        }
    }

    record Sha512(byte[] salt, byte[] hash) implements Hash {
        @Override
        public boolean matches(byte[] password) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-512");
                digest.update(password);
                return same(hash, digest.digest(salt));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean same(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    static Hash of(byte[] password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return new Scrypt(15, 8, 1, salt, SCrypt.generate(password, salt, 1 << 15, 8, 1, 32));
    }

    /// Null where the text is of no form that we know.
    ///
    /// @throws IllegalArgumentException where it is of such a form, with a mistake
    static @Nullable Hash read(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length < 2 || !parts[0].isEmpty()) {
            return null;
        }
        return switch (parts[1]) {
            case "scrypt" -> {
                expect(parts.length == 5, "$scrypt$ln=15,r=8,p=1$SALT$HASH");
                yield scrypt(parts[2], decode(parts[3]), decode(parts[4]));
            }
            case "7" -> {
                expect(parts.length == 5, "$7$ITERATIONS$SALT$HASH");
                yield new Pbkdf2(number(parts[2], 1, MAX_ITERATIONS), decode(parts[3]), decode(parts[4]));
            }
            case "6" -> {
                expect(parts.length == 4, "$6$SALT$HASH");
                yield new Sha512(decode(parts[2]), decode(parts[3]));
            }
            default -> null;
        };
    }

    private static Scrypt scrypt(String parameters, byte[] salt, byte[] hash) {
        String[] each = parameters.split(",", -1);
        expect(
                each.length == 3 && each[0].startsWith("ln=") && each[1].startsWith("r=") && each[2].startsWith("p="),
                "ln=15,r=8,p=1");
        int logN = number(each[0].substring(3), 1, 24);
        int r = number(each[1].substring(2), 1, 64);
        int p = number(each[2].substring(2), 1, 64);
        expect((128L * r << logN) <= MAX_MEMORY, "an ln and r that take at most 256 MiB");
        // RFC 7914 section 2: N < 2^(128 * r / 8), which only ln=16 and r=1 would break.
        expect(r > 1 || logN < 16, "r of 2 at least, or ln of 15 at most");
        return new Scrypt(logN, r, p, salt, hash);
    }

    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // It is told below.
        }
        throw new IllegalArgumentException(
                "expected a number from " + least + " to " + most + ", not \"" + text + "\"");
    }

    /// Base64 with or without padding, of one byte at least.
    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what should be base64 is not", e);
        }
        expect(bytes.length > 0, "base64 of some bytes");
        return bytes;
    }

    private static void expect(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("expected " + what);
        }
    }
}
