package mqttlab.broker.hub;

import org.jspecify.annotations.Nullable;

/// The network's end of a connection. The hub calls it from its thread alone, and is never called back from within.
public interface Link {

    /// Sends the first `length` bytes of the array, which is the caller's again afterwards.
    void write(byte[] bytes, int length);

    /// How many bytes were written and have not left yet.
    long backlog();

    /// Closes when all that was written has left, or cannot leave within a few seconds. [Hub#closed] follows.
    void close();

    /// Reads no more, so that the client's own buffers fill, until [#resume].
    void pause();

    void resume();

    /// Where the client is: "127.0.0.1:50312", "unix socket".
    String peer();

    /// Which of the broker's listeners it came to, as its URI: "mqtts://127.0.0.1:8883".
    String listener();

    /// The subject's common name in the certificate that the client has shown and the listener trusts, or null.
    default @Nullable String certificateName() {
        return null;
    }
}
