/// Where clients arrive: listeners of TCP, TLS, WebSocket and Unix-domain sockets, by Netty. What stands before MQTT's
/// bytes, the PROXY protocol, TLS and WebSocket, is dealt with here; what they mean is up to a
/// [mqttlab.net.Reception].
@NullMarked
package mqttlab.net;

import org.jspecify.annotations.NullMarked;
