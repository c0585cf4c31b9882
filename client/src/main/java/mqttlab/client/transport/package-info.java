/// Ways to a server, each an open stream of bytes: TCP, TLS, WebSocket, Unix-domain sockets, and proxies. They know
/// nothing of MQTT.
@NullMarked
package mqttlab.client.transport;

import org.jspecify.annotations.NullMarked;
