/// A broker's network: listeners, connections, TLS, WebSocket, and the threads that serve them.
///
/// The hub has an event loop of its own, [mqttlab.broker.net.HubLoop]. With one thread the same loop serves all
/// sockets. With more, the others read them and hand over what came.
@NullMarked
package mqttlab.broker.net;

import org.jspecify.annotations.NullMarked;
