package mqttlab.capture.link;

import java.util.Arrays;
import java.util.HexFormat;
import mqttlab.capture.file.CapturedFrame;

/// What an unwrapper finds in frames that are given to it one after the other, as a line of text.
final class Unwrapping {

    static final String NONE = "-";

    private final Unwrapper unwrapper = new Unwrapper();
    private final CapturedFrame frame = new CapturedFrame();
    final TcpSegment segment = new TcpSegment();
    long time;

    String of(int linkType, byte[] bytes) {
        return of(linkType, bytes, bytes.length);
    }

    /// The bytes stand in the middle of others, to show that those are left alone.
    String of(int linkType, byte[] bytes, int length) {
        byte[] around = new byte[bytes.length + 20];
        Arrays.fill(around, (byte) 0x99);
        System.arraycopy(bytes, 0, around, 7, bytes.length);
        frame.next(time, 0, linkType, length, around, 7, bytes.length);
        return unwrapper.unwrap(frame, segment) ? line() : NONE;
    }

    /// Source, destination, sequence number, flags, payload, bytes missing.
    private String line() {
        StringBuilder text = new StringBuilder();
        IpAddress.append(text, segment.ipVersion(), segment.sourceHigh(), segment.sourceLow());
        text.append(' ').append(segment.sourcePort()).append(" > ");
        IpAddress.append(text, segment.ipVersion(), segment.destinationHigh(), segment.destinationLow());
        text.append(' ').append(segment.destinationPort());
        text.append(" s").append(Integer.toUnsignedString(segment.sequence()));
        text.append(" f").append(Integer.toHexString(segment.flags()));
        text.append(segment.quoted() ? " quoted" : "").append(' ');
        int start = segment.offset();
        text.append(HexFormat.of().formatHex(segment.bytes(), start, start + segment.length()));
        return text.append(segment.missing() > 0 ? " missing " + segment.missing() : "")
                .toString();
    }
}
