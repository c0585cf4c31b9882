package mqttlab.client;

import java.security.SecureRandom;

/// Client identifiers for those who need one and were given none.
final class ClientIds {

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    /// "The Server MUST allow ClientIds which are between 1 and 23 UTF-8 encoded bytes in length, and that contain
    /// only" digits and letters.
    private static final int LENGTH = 23;

    private ClientIds() {}

    static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder("mqttlab");
        while (id.length() < LENGTH) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
