package mqttlab.packet;

import static mqttlab.packet.Field.number;
import static mqttlab.packet.Field.text;

import java.util.List;

/// UNSUBSCRIBE: a client ends subscriptions. 3.1.1 and 5.0 section 3.10.
///
/// @param packetId 1 to 65535
/// @param filters one at least, each as it was subscribed
public record Unsubscribe(int packetId, Properties properties, List<String> filters) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.10.2", "Comes back in the UNSUBACK; never zero."),
            LENGTH = number("mqtt.topic_len", "Topic Filter Length", "3.10.3", "Bytes of UTF-8 that follow."),
            FILTER = text("mqtt.topic", "Topic Filter", "3.10.3", "A filter as it was subscribed, letter by letter.");
    // @formatter:on

    static final Unsubscribe BLANK = new Unsubscribe(0, Properties.NONE, List.of());

    public Unsubscribe {
        filters = List.copyOf(filters);
    }

    static Unsubscribe walk(Wire wire, Unsubscribe it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.PACKET_ID);
        Properties properties =
                wire.isV5() ? Properties.walk(wire, PacketType.UNSUBSCRIBE, it.properties) : Properties.NONE;
        Repeated<String> filters = new Repeated<>(wire, it.filters);
        while (filters.more()) {
            String filter = filters.next();
            filters.add(Topics.filter(wire, LENGTH, FILTER, filter == null ? "" : filter));
        }
        wire.check(!filters.isEmpty(), FILTER, Rule.UNSUBSCRIBE_FILTER);
        return new Unsubscribe(id, properties, filters.all());
    }

    @Override
    public PacketType type() {
        return PacketType.UNSUBSCRIBE;
    }
}
