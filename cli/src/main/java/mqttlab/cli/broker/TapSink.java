package mqttlab.cli.broker;

import java.io.IOException;
import mqttlab.packet.Direction;

/// Who is shown a broker's traffic, on a thread of its own. See [mqttlab.broker.Tap] for what the words mean; times are
/// nanoseconds since 1970.
///
/// What a method throws is the end of it: nothing more is shown then.
interface TapSink {

    void opened(long connection, String peer, String listener, long time) throws IOException;

    /// @param bytes to keep
    void bytes(long connection, Direction direction, byte[] bytes, long time) throws IOException;

    /// So many bytes were left out.
    void missing(long connection, Direction direction, long length, long time) throws IOException;

    void closed(long connection, Direction by, long time) throws IOException;

    /// Nothing more is there for now.
    void flush() throws IOException;

    /// Nothing more will come.
    void end() throws IOException;
}
