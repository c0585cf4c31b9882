package mqttlab.conversation;

import mqttlab.finding.Party;
import org.jspecify.annotations.Nullable;

/// When and how a connection ended.
///
/// @param by who closed it first, or null where that is not known
record Ended(long time, End how, @Nullable Party by) {}
