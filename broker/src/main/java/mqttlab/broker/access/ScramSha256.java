package mqttlab.broker.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import mqttlab.broker.hub.Mechanism;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding, for the users of a password file
/// that have keys for it: `mqttlab passwd --scram` makes them.
///
/// A name that is not there is asked for its proof like any other, with a salt that is always the same for it.
public final class ScramSha256 implements Mechanism.Method {

    private static final int NONCE_BYTES = 18;
    /// Of a client, in characters: the challenge, which repeats it, has to fit into a property.
    private static final int LONGEST_NONCE = 256;

    private final Supplier<Logins> logins;
    private final Supplier<String> nonces;

    ScramSha256(Supplier<Logins> logins, Supplier<String> nonces) {
        this.logins = logins;
        this.nonces = nonces;
    }

    static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Mechanism begin() {
        return new Exchange();
    }

    /// What a client says that is not SCRAM, or does not prove anything.
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        Refusal(String why) {
            super(why, null, false, false);
        }
    }

    private final class Exchange implements Mechanism {

        private String user = "";
        private String header = "";
        private String nonce = "";
        private String firstMessages = "";
        private @Nullable ScramKeys keys;
        private boolean isKnown;
        private boolean isOver;

        @Override
        public Step next(@Nullable Bytes data) {
            try {
                if (isOver || data == null || !data.isUtf8()) {
                    throw new Refusal("it is not what SCRAM says next");
                }
                ScramKeys challenged = keys;
                if (challenged == null) {
                    return new Step.Challenge(Bytes.utf8(challenge(data.text())));
                }
                isOver = true;
                return new Step.Proved(user, Bytes.utf8(proved(data.text(), challenged)));
            } catch (Refusal e) {
                isOver = true;
                return new Step.Failed("SCRAM-SHA-256: " + e.getMessage());
            }
        }

        /// client-first-message of RFC 5802 section 7: `n,,n=user,r=nonce`.
        private String challenge(String clientFirst) throws Refusal {
            String[] parts = clientFirst.split(",", -1);
            if (parts.length < 4) {
                throw new Refusal("the first message lacks a name or a nonce");
            }
            // "y": the client could bind to the channel, and sees that we cannot.
            if (!parts[0].equals("n") && !parts[0].equals("y")) {
                throw new Refusal("channel binding is not to be had");
            }
            header = parts[0] + "," + parts[1] + ",";
            user = ScramKeys.normalize(name(value(parts[2], 'n')));
            if (!parts[1].isEmpty() && !name(value(parts[1], 'a')).equals(user)) {
                throw new Refusal("a user can only act as itself");
            }
            String clientNonce = value(parts[3], 'r');
            if (clientNonce.isEmpty() || clientNonce.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
                throw new Refusal("the nonce is not one of printable characters");
            }
            if (clientNonce.length() > LONGEST_NONCE) {
                throw new Refusal("the nonce is longer than " + LONGEST_NONCE + " characters");
            }
            nonce = clientNonce + nonces.get();
            Logins known = logins.get();
            ScramKeys found = known.scram(user);
            isKnown = found != null;
            ScramKeys used = found == null ? known.decoy(user) : found;
            keys = used;
            String serverFirst =
                    "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(used.salt()) + ",i=" + used.iterations();
            firstMessages = clientFirst.substring(header.length()) + "," + serverFirst;
            return serverFirst;
        }

        /// client-final-message of RFC 5802 section 7: `c=biws,r=nonce,p=proof`.
        private String proved(String clientFinal, ScramKeys challenged) throws Refusal {
            int proofAt = clientFinal.lastIndexOf(",p=");
            if (proofAt < 0) {
                throw new Refusal("the last message lacks a proof");
            }
            String withoutProof = clientFinal.substring(0, proofAt);
            String[] parts = withoutProof.split(",", -1);
            if (parts.length < 2
                    || !Arrays.equals(decode(value(parts[0], 'c')), header.getBytes(StandardCharsets.UTF_8))
                    || !value(parts[1], 'r').equals(nonce)) {
                throw new Refusal("the last message does not go on from the first");
            }
            byte[] authMessage = (firstMessages + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
            boolean isProof = challenged.isProof(decode(clientFinal.substring(proofAt + 3)), authMessage);
            if (!isProof || !isKnown) {
                throw new Refusal("the name or the password is wrong");
            }
            return "v=" + Base64.getEncoder().encodeToString(challenged.serverSignature(authMessage));
        }

        private static String value(String part, char name) throws Refusal {
            if (part.length() < 2 || part.charAt(0) != name || part.charAt(1) != '=') {
                throw new Refusal("the message lacks " + name + "=");
            }
            return part.substring(2);
        }

        /// saslname of RFC 5802 section 7: "=2C" stands for a comma, "=3D" for an equals sign.
        private static String name(String escaped) throws Refusal {
            String name = escaped.replace("=2C", ",").replace("=3D", "\0");
            if (name.isEmpty() || name.indexOf('=') >= 0 || escaped.indexOf('\0') >= 0) {
                throw new Refusal("the name is not a proper one");
            }
            return name.replace('\0', '=');
        }

        private static byte[] decode(String base64) throws Refusal {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException _) {
                throw new Refusal("what should be base64 is not");
            }
        }
    }
}
