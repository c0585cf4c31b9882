package mqttlab.relay.fault;

import java.util.Set;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// What may befall packets, and which.
///
/// @param types the packets' types; all of them where it is empty
/// @param from the way they travel, or null for both
/// @param client a pattern for client identifiers, with `*` and `?`; null for all
/// @param filter a display filter, or null for all
/// @param text as it was written
public record Fault(
        Action action,
        Set<PacketType> types,
        Which which,
        @Nullable Direction from,
        @Nullable String client,
        @Nullable String filter,
        String text) {

    public Fault {
        types = Set.copyOf(types);
    }

    /// Reads a line, as docs/relay.md says.
    ///
    /// @throws FaultException where it is none
    public static Fault parse(String text) {
        return new FaultParser(text).parse();
    }

    /// Whether the identifier of a client fits the pattern.
    boolean isOf(String clientId) {
        return client == null || Glob.matches(client, clientId);
    }

    @Override
    public String toString() {
        return text;
    }
}
