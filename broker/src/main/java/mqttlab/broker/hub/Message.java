package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Will;

/// An application message on its way through the broker.
///
/// Its payload and the binary data of its properties may be slices of what was just read, which the next packets
/// overwrite: [#keep] it to have them longer.
public final class Message {

    private final String publisher;
    private final String topic;
    private final int qos;
    private final boolean retain;
    private final long expiresAt;
    private Properties properties;
    private Bytes payload;
    private boolean isKept;

    /// What a [Store] calls it, from 1 up in the order in which messages were retained or had to wait; 0 for none.
    long number;

    /// How many deliveries and topics refer to that number.
    int references;

    /// @param publisher the client's identifier; empty for the broker's own
    /// @param qos 0 to 2, as published
    /// @param retain the RETAIN flag, as published
    /// @param properties those that go to the subscribers, without [Message Expiry
    /// Interval][PropertyId#MESSAGE_EXPIRY_INTERVAL]
    /// @param expiresAt in milliseconds since 1970; [Long#MAX_VALUE] for never
    public Message(
            String publisher,
            String topic,
            int qos,
            boolean retain,
            Properties properties,
            long expiresAt,
            Bytes payload) {
        this.publisher = publisher;
        this.topic = topic;
        this.qos = qos;
        this.retain = retain;
        this.properties = properties;
        this.expiresAt = expiresAt;
        this.payload = payload;
    }

    /// A message as a PUBLISH or a will has it, at the time `now`.
    static Message of(
            String publisher, String topic, int qos, boolean retain, Properties properties, Bytes payload, long now) {
        long expiry = properties.number(PropertyId.MESSAGE_EXPIRY_INTERVAL, -1);
        long expiresAt = expiry < 0 ? Long.MAX_VALUE : now + expiry * 1000;
        return new Message(publisher, topic, qos, retain, forwarded(properties), expiresAt, payload);
    }

    /// The will of a client. It expires as if it were published in 1970: its time begins when it is published.
    static Message of(String publisher, Will will) {
        return of(publisher, will.topic(), will.qos(), will.retain(), will.properties(), will.payload(), 0);
    }

    /// The same message, published at `now` instead of in 1970.
    Message publishedAt(long now) {
        long expires = expiresAt == Long.MAX_VALUE ? expiresAt : now + expiresAt;
        return new Message(publisher, topic, qos, retain, properties, expires, payload);
    }

    /// What goes on to the subscribers, in its order: [MQTT-3.3.2-4], [MQTT-3.3.2-15], [MQTT-3.3.2-17] of 5.0.
    private static Properties forwarded(Properties properties) {
        if (properties.isEmpty()) {
            return properties;
        }
        List<Property> forwarded = new ArrayList<>(properties.all().size());
        for (Property property : properties.all()) {
            switch (property.id()) {
                case TOPIC_ALIAS, MESSAGE_EXPIRY_INTERVAL, WILL_DELAY_INTERVAL -> {}
                default -> forwarded.add(property);
            }
        }
        return forwarded.isEmpty() ? Properties.NONE : new Properties(forwarded);
    }

    public String publisher() {
        return publisher;
    }

    public String topic() {
        return topic;
    }

    public int qos() {
        return qos;
    }

    public boolean retain() {
        return retain;
    }

    public Properties properties() {
        return properties;
    }

    public Bytes payload() {
        return payload;
    }

    /// In milliseconds since 1970; [Long#MAX_VALUE] for never.
    public long expiresAt() {
        return expiresAt;
    }

    boolean isExpired(long now) {
        return expiresAt <= now;
    }

    /// Properties that outlive the packet they came in: binary data is a slice of it.
    static Properties kept(Properties properties) {
        if (properties.isEmpty()) {
            return properties;
        }
        List<Property> kept = new ArrayList<>(properties.all().size());
        for (Property property : properties.all()) {
            kept.add(
                    property instanceof Property.Data(PropertyId id, Bytes value)
                            ? new Property.Data(id, Bytes.of(value.toArray()))
                            : property);
        }
        return new Properties(kept);
    }

    /// Makes payload and properties outlive the packet they came in.
    Message keep() {
        if (!isKept) {
            payload = Bytes.of(payload.toArray());
            properties = kept(properties);
            isKept = true;
        }
        return this;
    }
}
