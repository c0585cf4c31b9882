package mqttlab.junit;

import java.util.List;
import java.util.function.Predicate;
import mqttlab.packet.Packet;
import mqttlab.packet.PubAck;
import mqttlab.packet.SubAck;
import mqttlab.packet.Unsubscribe;

/// What tests say of packets, to be imported statically: `publish().topic("a/b").qos(1)`.
public final class Packets {

    /// A packet of any type.
    private static final class Other<P extends Packet> extends PacketPattern<P> {

        Other(Class<P> type, List<Demand<P>> demands) {
            super(type, demands);
        }

        @Override
        public PacketPattern<P> where(String text, Predicate<P> isMet) {
            return new Other<>(type(), and(text, isMet));
        }
    }

    private Packets() {}

    public static ConnectPattern connect() {
        return new ConnectPattern(List.of());
    }

    public static PublishPattern publish() {
        return new PublishPattern(List.of());
    }

    public static PacketPattern<PubAck> puback() {
        return packet(PubAck.class);
    }

    public static SubscribePattern subscribe() {
        return new SubscribePattern(List.of(), List.of());
    }

    public static PacketPattern<SubAck> suback() {
        return packet(SubAck.class);
    }

    /// An UNSUBSCRIBE that has this filter among others.
    public static PacketPattern<Unsubscribe> unsubscribe(String filter) {
        return packet(Unsubscribe.class)
                .where("filter " + Journal.shown(filter), it -> it.filters().contains(filter));
    }

    /// A packet of this type, as in `packet(PingReq.class)`.
    public static <P extends Packet> PacketPattern<P> packet(Class<P> type) {
        return new Other<>(type, List.of());
    }
}
