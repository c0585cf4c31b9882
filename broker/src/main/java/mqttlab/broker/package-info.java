/// A broker for MQTT 3.1, 3.1.1 and 5.0, to run inside a program.
///
/// ```java
/// try (Broker broker = Broker.start()) {
///     connectTo(broker.uri());
/// }
/// ```
///
/// What it knows and decides is [mqttlab.broker.hub], without I/O; around it [mqttlab.broker.net] accepts connections.
@NullMarked
package mqttlab.broker;

import org.jspecify.annotations.NullMarked;
