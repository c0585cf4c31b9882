package mqttlab.client.auth;

import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// One enhanced authentication, from our first words to the server's last: used for one exchange, then thrown away.
public interface Authenticator {

    /// The Authentication Method: "SCRAM-SHA-256".
    String method();

    /// The data that opens the exchange, in CONNECT or in an AUTH that authenticates again; null for none.
    @Nullable
    Bytes start() throws AuthenticationException;

    /// The answer to a challenge of the server; null for none.
    @Nullable
    Bytes answer(@Nullable Bytes challenge) throws AuthenticationException;

    /// Checks what the server says with its consent: it may have to prove who it is.
    void finish(@Nullable Bytes data) throws AuthenticationException;
}
