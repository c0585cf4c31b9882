/// What may befall packets on their way: text of a line each, read into a [mqttlab.relay.fault.Fault], and kept, found
/// and counted as a [mqttlab.relay.fault.Rule]. No I/O, and with a seed the same every time.
@NullMarked
package mqttlab.relay.fault;

import org.jspecify.annotations.NullMarked;
