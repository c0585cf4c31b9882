/// What is wrong with a packet or a conversation, and where the standard says so: [mqttlab.finding.Finding], the
/// checks that need more than one packet ([mqttlab.finding.Check]; those of a single packet are
/// [mqttlab.packet.Rule]), and the standard's numbered statements ([mqttlab.finding.Catalogue]).
@NullMarked
package mqttlab.finding;

import org.jspecify.annotations.NullMarked;
