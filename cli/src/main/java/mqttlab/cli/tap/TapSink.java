package mqttlab.cli.tap;

import java.io.IOException;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Who is shown the traffic of a broker or a relay, on a thread of its own. See [mqttlab.broker.Tap] for what the words
/// mean; times are
/// nanoseconds since 1970.
///
/// What a method throws is the end of it: nothing more is shown then.
public interface TapSink {

    void opened(long connection, String peer, String listener, long time) throws IOException;

    /// @param bytes to keep; none of them where there is only a mark
    /// @param mark what is to be known of what ends with these bytes, or null
    void bytes(long connection, Direction direction, byte[] bytes, @Nullable String mark, long time) throws IOException;

    /// So many bytes were left out.
    void missing(long connection, Direction direction, long length, long time) throws IOException;

    void closed(long connection, Direction by, long time) throws IOException;

    /// Nothing more is there for now.
    void flush() throws IOException;

    /// Nothing more will come.
    void end() throws IOException;
}
