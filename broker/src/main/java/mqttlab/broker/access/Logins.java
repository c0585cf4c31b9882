package mqttlab.broker.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The users of a password file, as it was when it was read.
///
/// A name that is not there is checked against the hash of another, always the same one for a name: so it takes as long
/// as a wrong password, and nobody can find out names by the time.
final class Logins {

    static final Logins NOBODY = new Logins(Map.of(), Map.of());

    private final Map<String, Hash> hashes;
    private final Map<String, ScramKeys> keys;
    private final List<Hash> decoys;
    private final int iterations;
    /// Makes the same of a name as long as the file has the same first user.
    private final byte[] decoySecret;

    /// Of this process alone: what it makes can be neither guessed nor used elsewhere.
    private final byte[] secret = new byte[32];
    /// What was right before, by user, as an HMAC: clients that connect again need not wait.
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();

    /// In the order of the file.
    Logins(Map<String, Hash> hashes, Map<String, ScramKeys> keys) {
        this.hashes = Map.copyOf(hashes);
        this.keys = Map.copyOf(keys);
        this.decoys = List.copyOf(hashes.values());
        new SecureRandom().nextBytes(secret);
        ScramKeys first = keys.isEmpty() ? null : keys.values().iterator().next();
        this.decoySecret = first == null ? secret : first.serverKey();
        this.iterations = first == null ? 4096 : first.iterations();
    }

    /// Takes long, unless it was right before.
    boolean isRight(String user, byte[] password) {
        Hash hash = hashes.get(user);
        if (hash == null) {
            if (!decoys.isEmpty()) {
                int some = Arrays.hashCode(secretOf(user));
                boolean _ = decoys.get(Math.floorMod(some, decoys.size())).matches(password);
            }
            return false;
        }
        if (wasRight(user, password)) {
            return true;
        }
        if (!hash.matches(password)) {
            return false;
        }
        right.put(user, ScramKeys.hmac(secret, password));
        return true;
    }

    /// Takes no time.
    boolean wasRight(String user, byte[] password) {
        byte[] before = right.get(user);
        return before != null && MessageDigest.isEqual(before, ScramKeys.hmac(secret, password));
    }

    @Nullable
    ScramKeys scram(String user) {
        return keys.get(user);
    }

    /// Keys that no password fits, for a name that has none.
    ScramKeys decoy(String user) {
        byte[] made = secretOf(user);
        return new ScramKeys(iterations, Arrays.copyOf(made, 16), made, made);
    }

    private byte[] secretOf(String user) {
        return ScramKeys.hmac(decoySecret, user.getBytes(StandardCharsets.UTF_8));
    }
}
