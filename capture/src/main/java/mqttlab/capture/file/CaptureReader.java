package mqttlab.capture.file;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Steps through the frames of a capture file, which is read as it is needed and may be a pipe.
///
/// A file that ends early or is damaged gives the frames before that place, and then a [CaptureException].
public abstract sealed class CaptureReader implements Closeable permits PcapReader, PcapngReader {

    /// What libpcap and Wireshark allow a frame to be long at most.
    static final int USUAL_FRAME = 262_144;

    /// The longest frame that is read where the file announces longer ones than [#USUAL_FRAME].
    static final int LARGEST_FRAME = 16 * 1024 * 1024;

    final Input in;
    final CapturedFrame frame = new CapturedFrame();
    private Input raw;
    private long total = -1;

    CaptureReader(Input in) {
        this.in = in;
        this.raw = in;
    }

    /// Opens a file, whatever its format.
    ///
    /// @throws CaptureException if it is no capture
    public static CaptureReader open(Path file) throws IOException {
        // FileInputStream: its read() into a large array was found to be faster than a channel or a mapping.
        CaptureReader reader = open(new FileInputStream(file.toFile()), file.toString());
        reader.total = Files.isRegularFile(file) ? Files.size(file) : -1;
        return reader;
    }

    /// Opens a capture that comes through a stream; the stream is closed with the reader, or here if it is no
    /// capture.
    ///
    /// @param name stands in messages for the file's name
    /// @throws CaptureException if it is no capture
    public static CaptureReader open(InputStream stream, String name) throws IOException {
        Input raw = new Input(stream, name);
        try {
            Input in = Gunzip.begins(raw) ? new Input(new Gunzip(raw), name + ", unpacked") : raw;
            CaptureReader reader = open(in);
            reader.raw = raw;
            return reader;
        } catch (IOException | RuntimeException failed) {
            raw.close();
            throw failed;
        }
    }

    private static CaptureReader open(Input in) throws IOException {
        if (PcapReader.begins(in)) {
            return new PcapReader(in);
        }
        if (PcapngReader.begins(in)) {
            return new PcapngReader(in);
        }
        throw in.broken(in.offset(), "a pcap or pcapng file", in.has(4) ? otherFormat(in) : "hardly anything");
    }

    private static String otherFormat(Input in) {
        in.bigEndian(true);
        return switch (in.s32(0)) {
            case 0xfd377a58 -> "xz data: unpack them first, with xz -dc";
            case 0x28b52ffd -> "zstd data: unpack them first, with zstd -dc";
            case 0x04224d18 -> "lz4 data: unpack them first, with lz4 -dc";
            case 0x504b0304 -> "a zip archive: unpack it first, with unzip -p";
            case 0x736e6f6f -> "a snoop file: convert it first, with editcap";
            default -> "something else";
        };
    }

    /// Goes on to the next frame; no at the end of the file.
    ///
    /// @throws CaptureException if the file is damaged or ends within a frame
    public abstract boolean next() throws IOException;

    /// The frame after the last [#next()] that said yes; always the same object.
    public final CapturedFrame frame() {
        return frame;
    }

    /// Whether the next frame has yet to come through a pipe, which may take its time.
    public final boolean isDrained() {
        return total < 0 && in.available() == 0;
    }

    /// Waits until there is more of the file, or no more. What goes wrong goes wrong again in [#next()].
    public final void readAhead() {
        try {
            boolean _ = in.has(1);
        } catch (IOException _) {
            // As said.
        }
    }

    /// How many bytes of the file have been read, of [#bytesTotal()].
    public final long bytesRead() {
        return raw.offset() + raw.available();
    }

    /// The size of the file, or -1 if it is a pipe.
    public final long bytesTotal() {
        return total;
    }

    /// The longest frame that is believed in a file that says no frame is longer than `snapLength`.
    static int longestFrame(long snapLength) {
        return Math.clamp(snapLength, USUAL_FRAME, LARGEST_FRAME);
    }

    /// A frame's length on the wire, which the file has as an unsigned number and which nothing depends on.
    static int wireLength(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
