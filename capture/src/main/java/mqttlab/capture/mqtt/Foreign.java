package mqttlab.capture.mqtt;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Names what is sometimes found on the ports of MQTT and can be told by its first bytes.
final class Foreign {

    private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SSH = "SSH-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TLS = {22, 3}; // a handshake of any version (RFC 8446, 5.1)

    private Foreign() {}

    static @Nullable String protocol(byte[] bytes, int offset, int length) {
        if (begins(TLS, bytes, offset, length)) {
            return "TLS";
        }
        if (begins(GET, bytes, offset, length)) {
            return "HTTP";
        }
        return begins(SSH, bytes, offset, length) ? "SSH" : null;
    }

    private static boolean begins(byte[] with, byte[] bytes, int offset, int length) {
        if (length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (bytes[offset + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
