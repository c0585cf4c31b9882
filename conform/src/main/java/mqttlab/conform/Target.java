package mqttlab.conform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The server that is tested.
///
/// @param timeout how long an answer may take
/// @param userName for each CONNECT that gives none itself
public record Target(
        Way way,
        Duration timeout,
        @Nullable String userName,
        @Nullable String password) {

    PacketMaker.Login login() {
        return new PacketMaker.Login(userName, password);
    }
}
