/// A broker in JUnit tests, and assertions that speak of packets.
///
/// ```java
/// @Test
/// void saysHello(@MqttLab Broker broker) {
///     startWhatIsTested(broker.uri());
///     broker.client("kitchen").sent(publish().topic("hello").qos(1)).within(Duration.ofSeconds(5));
/// }
/// ```
@NullMarked
package mqttlab.junit;

import org.jspecify.annotations.NullMarked;
