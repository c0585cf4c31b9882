/// A relay between clients and a server. What passes is seen by a [mqttlab.relay.Tap], and disturbed by the
/// [faults][mqttlab.relay.fault] that are in force.
///
/// ```java
/// try (Relay relay = Relay.builder()
///         .listen("mqtt://127.0.0.1:1884")
///         .to("mqtt://127.0.0.1:1883")
///         .fault("drop PUBACK 1")
///         .start()) {
///     ...
/// }
/// ```
///
/// [mqttlab.relay.Passage] is a relayed connection without I/O: bytes and the time in, bytes and wishes out. Sockets
/// are
/// at the edge, by Netty.
@NullMarked
package mqttlab.relay;

import org.jspecify.annotations.NullMarked;
