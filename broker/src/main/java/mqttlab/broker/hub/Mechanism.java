package mqttlab.broker.hub;

import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// The server's side of one enhanced authentication: used for one exchange, then thrown away. 5.0 section 4.12.
public interface Mechanism {

    /// What comes of the client's words.
    sealed interface Step {

        /// The exchange goes on with this challenge.
        record Challenge(@Nullable Bytes data) implements Step {}

        /// The client is `user`; `data` is the server's last word.
        record Proved(String user, @Nullable Bytes data) implements Step {}

        record Failed(String why) implements Step {}
    }

    /// Answers what the client says in CONNECT or AUTH; null where it says nothing.
    Step next(@Nullable Bytes data);

    /// Begins exchanges of one method.
    interface Method {

        /// The Authentication Method: "SCRAM-SHA-256".
        String name();

        Mechanism begin();
    }
}
