package mqttlab.packet;

/// A rule that a packet breaks, and the bytes that break it.
///
/// A reader without a trace does not keep where a field stood: of what can be read but is not allowed, it tells how
/// far it had got, with length 0 and nothing found. A trace of the same bytes has the same rule with all of it.
///
/// @param offset of the first byte at fault, from the packet's first byte
/// @param length of what is at fault, in bytes; 0 where something is missing
/// @param found what stands there: "3", "\"a/#\"", "needs 3 bytes, 2 are left", "nothing" where something is
/// missing
public record Problem(Rule rule, Field field, int offset, int length, String found) {

    /// Where the standard says so, with its version: "MQTT-2.2.1-3 of 5.0", "section 2.2.3 of 3.1.1".
    public String citation(Version version) {
        String place = rule.citation(version, field);
        String standard = rule.cited(version).number();
        if (place.isEmpty()) {
            return "";
        }
        return place.startsWith("MQTT-") ? place + " of " + standard : "section " + place + " of " + standard;
    }
}
