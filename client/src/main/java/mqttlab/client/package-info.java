/// A client for MQTT 3.1, 3.1.1 and 5.0.
///
/// ```java
/// try (MqttClient client = MqttClient.builder().host("localhost").connect()) {
///     client.subscribe("home/+/temperature", 1, message -> System.out.println(message.text()));
///     client.publish("home/kitchen/temperature", "21.5");
///     client.join();
/// }
/// ```
///
/// The protocol is [mqttlab.client.Session], which does no I/O: packets and the time go in, packets and results come
/// out. Around it [mqttlab.client.Engine] runs a thread that connects, reads and calls back, one that writes,
/// and one that minds the time.
@NullMarked
package mqttlab.client;

import org.jspecify.annotations.NullMarked;
