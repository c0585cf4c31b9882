package mqttlab.client;

import java.util.function.Supplier;
import mqttlab.client.auth.Authenticator;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// What a session is to be like: the part of a client's configuration that the protocol is about.
///
/// @param keepAlive in seconds, 0 for none
/// @param properties of CONNECT
/// @param maxInFlight how many messages may be under way to the server at once; it may ask for fewer
/// @param maxPending how many messages may wait for their acknowledgement, those under way included
/// @param retry after how many nanoseconds without acknowledgement to send again before 5.0, 0 for never
/// @param topicAliases how many topics at most to send as aliases; the server may ask for fewer
/// @param authentication makes the authenticator of a connection
record Options(
        Version version,
        String clientId,
        boolean cleanStart,
        int keepAlive,
        @Nullable String userName,
        @Nullable Bytes password,
        @Nullable Will will,
        Properties properties,
        int maxInFlight,
        int maxPending,
        long retry,
        int topicAliases,
        @Nullable Supplier<? extends Authenticator> authentication) {

    boolean isV5() {
        return version == Version.V5;
    }
}
