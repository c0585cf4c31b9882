package mqttlab.payload;

import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// A payload, and what its packet says of it.
///
/// @param topic the Topic Name, or what the Topic Alias stands for; empty where that is not known
/// @param contentType null where there is none, or none that can be read
/// @param payload a slice of an array that is used again: copy what is to be kept
public record Message(String topic, @Nullable ContentType contentType, Bytes payload) {}
