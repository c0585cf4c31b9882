/// MQTT packets out of the frames of a capture.
///
/// ```java
/// MqttExtractor extractor = new MqttExtractor(packet -> IO.println(packet.segment().frame().number()));
/// while (reader.next()) {
///     extractor.accept(reader.frame());
/// }
/// extractor.finish();
/// ```
///
/// A connection is taken for MQTT because of its port, because the user says so, or because of what is sent: a
/// CONNECT, or where the capture starts later, packets that can hardly be anything else. Where bytes are missing,
/// reading goes on
/// at the next segment that begins with such packets. Nothing is shown that is not a packet: rather something is
/// skipped, and the sink is told how much.
///
/// What is kept of a connection is its unfinished packets, within [MqttLimits].
@NullMarked
package mqttlab.capture.mqtt;

import org.jspecify.annotations.NullMarked;
