package mqttlab.dissector;

import mqttlab.packet.Version;

/// A version, and how it is known.
///
/// @param how for people: "inferred: a CONNACK that only 5.0 can read"; "" where CONNECT said so
public record KnownVersion(Version version, Source source, String how) {

    /// How a version is known, the surest first.
    public enum Source {
        /// The user said so.
        OPTION,
        /// The connection's CONNECT said so.
        CONNECT,
        /// A packet was seen that only this version can read.
        INFERRED,
        /// Nothing was seen that tells.
        ASSUMED
    }
}
