/// What a broker knows and decides, without I/O: bytes of clients, the time and the disk's word go in, bytes to send
/// and changes to keep come out.
///
/// [mqttlab.broker.hub.Hub] is the entrance, and belongs to one thread. A [mqttlab.broker.hub.Link] is the network's
/// end of a connection, a [mqttlab.broker.hub.Store] keeps each [mqttlab.broker.hub.Change].
@NullMarked
package mqttlab.broker.hub;

import org.jspecify.annotations.NullMarked;
