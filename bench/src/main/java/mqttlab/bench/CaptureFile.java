package mqttlab.bench;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes TCP segments over IPv4 over Ethernet into a pcap file with microseconds, with right lengths and
/// checksums.
final class CaptureFile implements Closeable {

    static final int SYN = 0x02;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    private static final int RECORD = 16;
    private static final int ETHERNET = 14;
    private static final int IP = 20;
    private static final int TCP = 20;
    private static final int MAX_SEGMENT = 65535 - IP - TCP;

    private final OutputStream out;
    private final ByteBuffer frame = ByteBuffer.allocate(RECORD + ETHERNET + IP + TCP + MAX_SEGMENT);
    private int frames;

    CaptureFile(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(262_144).putInt(1);
        out.write(header.array());
    }

    /// A TCP segment between an address and port each, and what it carries.
    record Segment(
            int fromAddress, int fromPort, int toAddress, int toPort, int sequence, int acknowledged, int flags) {}

    /// Writes a segment with `length` bytes of `data` from `offset` on, `micros` after 1970.
    void write(long micros, Segment segment, byte[] data, int offset, int length) throws IOException {
        frames++;
        frame.clear();
        record(micros, ETHERNET + IP + TCP + length);
        ethernet(segment);
        ip(segment, length);
        tcp(segment, data, offset, length);
        out.write(frame.array(), 0, frame.position());
    }

    int frames() {
        return frames;
    }

    private void record(long micros, int length) {
        frame.order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        frame.putInt(length).putInt(length);
        frame.order(ByteOrder.BIG_ENDIAN);
    }

    private void ethernet(Segment segment) {
        frame.putShort((short) 0x0200).putInt(segment.toAddress);
        frame.putShort((short) 0x0200).putInt(segment.fromAddress);
        frame.putShort((short) 0x0800);
    }

    private void ip(Segment segment, int length) {
        int at = frame.position();
        frame.putShort((short) 0x4500).putShort((short) (IP + TCP + length));
        frame.putShort((short) frames).putShort((short) 0x4000);
        frame.putShort((short) (64 << 8 | 6)).putShort((short) 0);
        frame.putInt(segment.fromAddress).putInt(segment.toAddress);
        frame.putShort(at + 10, checksum(sum(at, IP)));
    }

    private void tcp(Segment segment, byte[] data, int offset, int length) {
        int at = frame.position();
        frame.putShort((short) segment.fromPort).putShort((short) segment.toPort);
        frame.putInt(segment.sequence).putInt(segment.acknowledged);
        frame.putShort((short) (TCP / 4 << 12 | segment.flags)).putShort((short) 64_240);
        frame.putInt(0).put(data, offset, length);
        // Summed up together with the addresses, which stand in front of the segment, its length and the protocol.
        frame.putShort(at + 16, checksum(sum(at - 8, 8 + TCP + length) + TCP + length + 6));
    }

    private long sum(int at, int length) {
        long sum = 0;
        int i = at;
        for (; i < at + length - 1; i += 2) {
            sum += frame.getShort(i) & 0xffff;
        }
        return i < at + length ? sum + ((frame.get(i) & 0xff) << 8) : sum;
    }

    /// RFC 1071.
    private static short checksum(long sum) {
        long folded = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(folded + (folded >>> 16));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
