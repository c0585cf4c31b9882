package mqttlab.conform;

import java.io.IOException;
import java.time.Duration;

/// A way to a server by which MQTT's bytes can go. Its text says where it leads.
public interface Way {

    /// An open connection. One thread reads, another writes, any may end it.
    interface Line {

        /// Waits for bytes and puts up to `length` of them at `offset`. Returns how many, at least one, or -1 where the
        /// server has closed.
        int read(byte[] bytes, int offset, int length) throws IOException;

        /// Writes all of the bytes.
        void write(byte[] bytes) throws IOException;

        /// Ends the connection without a word of MQTT.
        ///
        /// @param isReset whether it is broken off (RST), where the way can do so, and not closed
        void end(boolean isReset);
    }

    /// @throws IOException that says why there is no connection
    Line open(Duration timeout) throws IOException;
}
