/// Packets in their context: what a connection has said so far ([mqttlab.dissector.Conversation]), and what people
/// read of a packet ([mqttlab.dissector.Summary], [mqttlab.dissector.Tree]).
@NullMarked
package mqttlab.dissector;

import org.jspecify.annotations.NullMarked;
