package mqttlab.capture;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Puts headers before bytes: each method gives what it is given, wrapped once more.
public final class FrameBuilder {

    private FrameBuilder() {}

    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /// From 02:00:00:00:00:01 to 02:00:00:00:00:02.
    public static byte[] ethernet(int type, byte[] payload) {
        return join(Hex.bytes("020000000002 020000000001"), u16(type), payload);
    }

    /// A whole datagram.
    public static byte[] ipv4(String from, String to, int protocol, byte[] payload) {
        return ipv4(from, to, protocol, 0, 0, payload);
    }

    /// A fragment, or with place 0 a whole datagram.
    ///
    /// @param place the offset in units of eight bytes, and 0x2000 if more follow
    public static byte[] ipv4(String from, String to, int protocol, int id, int place, byte[] payload) {
        return join(
                Hex.bytes("4500"),
                u16(20 + payload.length),
                u16(id),
                u16(place),
                new byte[] {64, (byte) protocol, 0, 0},
                dotted(from),
                dotted(to),
                payload);
    }

    /// With next headers and payload.
    public static byte[] ipv6(String from, String to, int next, byte[] payload) {
        return join(
                Hex.bytes("60000000"),
                u16(payload.length),
                new byte[] {(byte) next, 64},
                hex16(from),
                hex16(to),
                payload);
    }

    public static byte[] tcp(int from, int to, int sequence, int acknowledgement, int flags, byte[] payload) {
        return join(
                u16(from),
                u16(to),
                s32(sequence),
                s32(acknowledgement),
                u16(0x5000 | flags),
                Hex.bytes("fffe 0000 0000"),
                payload);
    }

    public static byte[] udp(int from, int to, byte[] payload) {
        return join(u16(from), u16(to), u16(8 + payload.length), u16(0), payload);
    }

    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    public static byte[] s32(int value) {
        return join(u16(value >> 16), u16(value));
    }

    private static byte[] dotted(String address) {
        String[] parts = address.split("\\.");
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static byte[] hex16(String address) {
        byte[] bytes = Hex.bytes(address);
        return bytes.length == 16 ? bytes : join(bytes, new byte[15 - bytes.length], new byte[] {1});
    }

    /// The first bytes, as a capture with a snap length has them.
    public static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
