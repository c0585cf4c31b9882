package mqttlab.cli.tap;

import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.Tap;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The traffic of a broker or a relay, shown packet by packet as that of a capture is.
public final class TapView implements TapSink {

    private final TapEnds ends = new TapEnds(true);
    private final Tap tap;
    private final Runnable last;

    public TapView(Dissection dissection) {
        this(dissection, () -> {});
    }

    /// @param last is run when all is shown
    public TapView(Dissection dissection, Runnable last) {
        tap = new Tap(dissection);
        this.last = last;
    }

    @Override
    public void opened(long connection, String peer, String listener, long time) {
        TapEnds.Ends it = ends.opened(connection, peer, listener);
        tap.opened(connection, it.client(), it.server(), time);
    }

    @Override
    public void bytes(long connection, Direction direction, byte[] bytes, @Nullable String mark, long time) {
        tap.bytes(connection, direction, bytes, mark, time);
    }

    @Override
    public void missing(long connection, Direction direction, long length, long time) {
        tap.missing(connection, direction, length, time);
    }

    @Override
    public void closed(long connection, Direction by, long time) {
        ends.closed(connection);
        tap.closed(connection, by, time);
    }

    @Override
    public void flush() {
        // Each packet is, when it is shown.
    }

    @Override
    public void end() {
        tap.close();
        last.run();
    }
}
