package mqttlab.finding;

/// A numbered statement of a version of the standard, in our words.
///
/// @param id "MQTT-3.1.0-2"
/// @param section number and title of where it stands: "3.1 CONNECT"
/// @param actor on whom it lays the duty: client, server, both, sender, receiver
/// @param scope the smallest view in which a breach shows: packet, connection, session, cross (several
/// connections), none
/// @param reaction what the standard lays down for a breach: "close connection; 0x82", "none"
public record Statement(String id, String section, String actor, String summary, Scope scope, String reaction) {

    public enum Scope {
        PACKET,
        CONNECTION,
        SESSION,
        CROSS,
        NONE
    }

    /// "3.1", without the title.
    public String sectionNumber() {
        int space = section.indexOf(' ');
        return space < 0 ? section : section.substring(0, space);
    }
}
