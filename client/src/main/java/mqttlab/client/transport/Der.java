package mqttlab.client.transport;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;

/// As much of DER (ITU-T X.690) as it takes to put the older forms of private keys into PKCS #8 (RFC 5958), the one
/// that the JDK reads.
final class Der {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    /// rsaEncryption, with NULL for parameters.
    static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    /// id-ecPublicKey.
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    /// @param algorithm the object identifier and its parameters
    static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = element(INTEGER, new byte[1]);
        return element(SEQUENCE, version, element(SEQUENCE, algorithm), element(OCTET_STRING, key));
    }

    /// The algorithm of an ECPrivateKey (RFC 5915): its curve is in the key itself.
    static byte[] ecAlgorithm(byte[] key) throws GeneralSecurityException {
        int at = content(key, 0);
        while (at < key.length) {
            int content = content(key, at);
            int end = content + length(key, at);
            if (end > key.length) {
                break;
            }
            if ((key[at] & 0xff) == PARAMETERS) {
                return join(EC, Arrays.copyOfRange(key, content, end));
            }
            at = end;
        }
        throw new InvalidKeySpecException("the EC key does not name its curve");
    }

    /// Where the content of the element at `at` begins.
    private static int content(byte[] der, int at) throws InvalidKeySpecException {
        if (at + 1 >= der.length || (der[at + 1] & 0xff) > 0x82) {
            throw new InvalidKeySpecException("it is no DER");
        }
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int length(byte[] der, int at) throws InvalidKeySpecException {
        int content = content(der, at);
        int length = der[at + 1] < 0 ? 0 : der[at + 1];
        for (int i = at + 2; i < Math.min(content, der.length); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        byte[] content = join(contents);
        int length = content.length;
        byte[] header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >>> 8), (byte) length};
        return join(header, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
