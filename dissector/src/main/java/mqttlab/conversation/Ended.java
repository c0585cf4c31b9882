package mqttlab.conversation;

import mqttlab.finding.Party;
import org.jspecify.annotations.Nullable;

/// When and how a connection ended, and what was said before.
///
/// @param by who closed it first, or null where that is not known
/// @param disconnectedBy who sent DISCONNECT first, or null where none was seen
/// @param disconnectCode the Reason Code of that DISCONNECT, or -1
/// @param refusal the code of the CONNACK that refused the client, or -1
public record Ended(
        long time, End how, @Nullable Party by, @Nullable Party disconnectedBy, int disconnectCode, int refusal) {}
