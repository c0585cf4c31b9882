package mqttlab.cli.tap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.file.PcapngWriter;
import mqttlab.cli.dissection.TappedConnections;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The traffic of a broker or a relay as a pcapng file: MQTT in clear, whatever was around it, within TCP and IP that
/// are made up. The server's port is always 1883, by which others know MQTT; a listener is an interface of the file.
///
/// What was written stands in the file, in whole blocks, as soon as nothing more waits or there are 64 KiB of it.
public final class TapFile implements TapSink {

    private final TapEnds ends = new TapEnds(false);
    private final TappedConnections connections = new TappedConnections(this::write);
    private final Map<String, Integer> interfaces = new HashMap<>();
    private final PcapngWriter writer;

    private TapFile(PcapngWriter writer) {
        this.writer = writer;
    }

    /// Begins the file, in place of what was there.
    public static TapFile to(Path file) throws IOException {
        PcapngWriter writer = new PcapngWriter(Files.newOutputStream(file), "mqttlab");
        writer.flush();
        return new TapFile(writer);
    }

    @Override
    public void opened(long connection, String peer, String listener, long time) throws IOException {
        Integer known = interfaces.get(listener);
        int id = known == null ? writer.addInterface(listener, TappedConnections.LINK_TYPE, 0) : known;
        interfaces.put(listener, id);
        TapEnds.Ends it = ends.opened(connection, peer, listener);
        connections.opened(connection, id, it.client(), it.server(), time);
    }

    @Override
    public void bytes(long connection, Direction direction, byte[] bytes, @Nullable String mark, long time) {
        connections.bytes(connection, direction, bytes, mark, time);
    }

    @Override
    public void missing(long connection, Direction direction, long length, long time) {
        connections.missing(connection, direction, length, time);
    }

    @Override
    public void closed(long connection, Direction by, long time) {
        ends.closed(connection);
        connections.closed(connection, by, time);
    }

    private void write(CapturedFrame frame) {
        try {
            writer.write(frame.interfaceId(), frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void end() throws IOException {
        writer.close();
    }
}
