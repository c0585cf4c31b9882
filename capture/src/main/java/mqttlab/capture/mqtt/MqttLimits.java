package mqttlab.capture.mqtt;

import mqttlab.capture.tcp.Limits;

/// How much is kept, at most.
///
/// @param packetBytes of one packet; of a longer one there is the beginning
/// @param bytesInAll of unfinished packets of all connections together
/// @param tcp of what is not in order yet
public record MqttLimits(int packetBytes, long bytesInAll, Limits tcp) {

    /// What suits a computer of today: 32 MiB of a packet, 96 MiB in all.
    public static final MqttLimits USUAL = new MqttLimits(32 << 20, 96L << 20, Limits.USUAL);
}
