package mqttlab.client;

import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// An application message: what is published, and what arrives.
///
/// @param topic never empty, without wildcards
/// @param qos 0 at most once, 1 at least once, 2 exactly once
/// @param retain to publish: whether the server is to keep it for later subscribers; arrived: whether it was kept
/// @param properties those of 5.0; the earlier versions do not send them
/// @param packetId of an arrived message with QoS 1 or 2, else 0
public record Message(String topic, Bytes payload, int qos, boolean retain, Properties properties, int packetId) {

    public Message {
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("QoS " + qos + ": expected 0, 1 or 2");
        }
    }

    /// A message with QoS 0, whose payload is the UTF-8 bytes of `text`.
    public static Message of(String topic, String text) {
        return of(topic, Bytes.utf8(text));
    }

    /// A message with QoS 0. The array is not copied: leave it alone.
    public static Message of(String topic, byte... payload) {
        return of(topic, Bytes.of(payload));
    }

    /// A message with QoS 0.
    public static Message of(String topic, Bytes payload) {
        return new Message(topic, payload, 0, false, Properties.NONE, 0);
    }

    static Message of(Publish it, String topic, Bytes payload) {
        return new Message(topic, payload, it.qos(), it.retain(), it.properties(), it.packetId());
    }

    public Message withQos(int newQos) {
        return new Message(topic, payload, newQos, retain, properties, packetId);
    }

    /// The same, to be kept by the server for later subscribers.
    public Message retained() {
        return new Message(topic, payload, qos, true, properties, packetId);
    }

    public Message withProperties(Properties newProperties) {
        return new Message(topic, payload, qos, retain, newProperties, packetId);
    }

    /// The same with one property more, in place of a former one that may stand only once.
    public Message with(Property property) {
        return withProperties(With.property(properties, property));
    }

    /// The payload as UTF-8 text; ill-formed parts become U+FFFD.
    public String text() {
        return payload.text();
    }

    /// Where an answer is wanted, or null.
    public @Nullable String responseTopic() {
        return properties.text(PropertyId.RESPONSE_TOPIC);
    }

    /// What ties an answer to its request, or null.
    public @Nullable Bytes correlationData() {
        return properties.data(PropertyId.CORRELATION_DATA);
    }
}
