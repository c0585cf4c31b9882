package mqttlab.cli.dissection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import mqttlab.capture.link.TcpSegment;
import mqttlab.packet.Direction;

/// A tapped connection, as the IP packets that a capture of it would have: TCP segments in order, none lost.
///
/// No segment but that of the server's SYN acknowledges anything: whether an end has read what the other has sent is
/// not known, and findings count on it. Checksums are left out.
final class TappedConnection {

    /// LINKTYPE_RAW: IPv4 or IPv6, without anything before it.
    static final int LINK_TYPE = 101;

    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int TCP = 20;
    private static final int TCP_NUMBER = 6;

    /// The most bytes of a segment, so that with both headers IPv4 can say how long it is.
    static final int MOST = 0xffff - IPV4 - TCP;

    private static final byte[] NOTHING = new byte[0];

    private final boolean isIpv4;
    private final int interfaceId;
    private final End client;
    private final End server;

    private static final class End {
        private final byte[] address;
        private final int port;
        private int sequence;

        End(byte[] address, int port, int sequence) {
            this.address = address;
            this.port = port;
            this.sequence = sequence;
        }
    }

    /// @param interfaceId of the capture, for the caller's use
    /// @param sequence where both directions begin to count: what tells apart two connections of the same ends
    TappedConnection(InetSocketAddress client, InetSocketAddress server, int interfaceId, int sequence) {
        if (client.isUnresolved() || server.isUnresolved() || client.equals(server)) {
            throw new IllegalArgumentException(
                    "expected the resolved addresses of two ends, but was " + client + " and " + server);
        }
        isIpv4 = client.getAddress() instanceof Inet4Address && server.getAddress() instanceof Inet4Address;
        this.interfaceId = interfaceId;
        this.client = new End(address(client.getAddress()), client.getPort(), sequence);
        this.server = new End(address(server.getAddress()), server.getPort(), sequence);
    }

    int interfaceId() {
        return interfaceId;
    }

    /// One of IPv4 among those of IPv6 is mapped (RFC 4291, section 2.5.5.2).
    private byte[] address(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (isIpv4 || bytes.length == 16) {
            return bytes;
        }
        ByteBuffer mapped = ByteBuffer.allocate(16);
        return mapped.putShort(10, (short) 0xffff).put(12, bytes).array();
    }

    byte[] syn(Direction direction) {
        boolean isAnswer = direction == Direction.SERVER_TO_CLIENT;
        return segment(direction, isAnswer ? TcpSegment.SYN | TcpSegment.ACK : TcpSegment.SYN, NOTHING, 0, 0, 0);
    }

    byte[] data(Direction direction, byte[] bytes, int offset, int length) {
        return segment(direction, 0, bytes, offset, length, 0);
    }

    /// The headers of a segment with so many bytes, at most [#MOST], that are not there: a packet as a capture has it
    /// that cuts them short.
    byte[] missing(Direction direction, int length) {
        return segment(direction, 0, NOTHING, 0, 0, length);
    }

    byte[] fin(Direction direction) {
        return segment(direction, TcpSegment.FIN, NOTHING, 0, 0, 0);
    }

    byte[] rst(Direction direction) {
        return segment(direction, TcpSegment.RST, NOTHING, 0, 0, 0);
    }

    private byte[] segment(Direction direction, int flags, byte[] bytes, int offset, int length, int missing) {
        End from = direction == Direction.CLIENT_TO_SERVER ? client : server;
        End to = from == client ? server : client;
        ByteBuffer out = ByteBuffer.allocate((isIpv4 ? IPV4 : IPV6) + TCP + length);
        if (isIpv4) {
            out.putShort((short) 0x4500)
                    .putShort((short) (out.capacity() + missing))
                    .putInt(0);
            out.put((byte) 64).put((byte) TCP_NUMBER).putShort((short) 0);
        } else {
            out.putInt(0x6000_0000).putShort((short) (TCP + length + missing));
            out.put((byte) TCP_NUMBER).put((byte) 64);
        }
        out.put(from.address).put(to.address);
        out.putShort((short) from.port).putShort((short) to.port).putInt(from.sequence);
        out.putInt((flags & TcpSegment.ACK) == 0 ? 0 : to.sequence);
        out.putShort((short) (TCP / 4 << 12 | flags)).putShort((short) 0xffff).putInt(0);
        out.put(bytes, offset, length);
        from.sequence += length + missing + ((flags & (TcpSegment.SYN | TcpSegment.FIN)) == 0 ? 0 : 1);
        return out.array();
    }
}
