/// What can be asked of a packet by name, and the display filters that ask it.
///
/// A [mqttlab.filter.Term] is a name (`mqtt.topic`, `frame.number`) with a type and, for every subject, its values,
/// of which there may be none or many. A [mqttlab.filter.Catalogue] finds terms by name; [mqttlab.filter.MqttTerms]
/// has those of a packet's [mqttlab.packet.Trace]. A [mqttlab.filter.Filter] is compiled from text against a
/// catalogue. The subject is whatever the program dissects (a trace, a frame with its packets), so it may add terms
/// of its own.
///
/// ```java
/// Filter<Trace> filter = Filter.compile("mqtt.topic contains \"temp\" && mqtt.qos > 0", MqttTerms.ofTraces());
/// boolean wanted = filter.test(trace);
/// ```
///
/// The language is that of Wireshark's display filters; [mqttlab.filter.Filter] says where it differs.
@NullMarked
package mqttlab.filter;

import org.jspecify.annotations.NullMarked;
