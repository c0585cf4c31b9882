package mqttlab.packet;

import static mqttlab.packet.Field.group;
import static mqttlab.packet.Field.hex;
import static mqttlab.packet.Field.number;
import static mqttlab.packet.Field.text;

import java.util.List;

/// SUBSCRIBE: a client names the messages it wants. 3.1.1 and 5.0 section 3.8.
///
/// @param packetId 1 to 65535
/// @param requests one at least
public record Subscribe(int packetId, Properties properties, List<Request> requests) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.8.2", "Comes back in the SUBACK; never zero."),
            REQUEST = group("mqttlab.subscription", "Subscription", "3.8.3",
                    "One topic filter, and how to deliver what it matches."),
            LENGTH = number("mqtt.topic_len", "Topic Filter Length", "3.8.3", "Bytes of UTF-8 that follow."),
            FILTER = text("mqtt.topic", "Topic Filter", "4.7", "Topics wanted; + is one level, # is all the rest."),
            QOS_V3 = number("mqtt.sub.qos", "Requested QoS", "3.8.3",
                    "The best delivery the client accepts.").before5().names(FixedHeader::qosName),
            OPTIONS = hex("mqtt.subscription_options", "Subscription Options", "3.8.3.1",
                    "Five fields in a byte.").since5(),
            RESERVED = OPTIONS.bits(0xc0, "mqtt.subscription_options_reserved", "Reserved", "3.8.3.1",
                    "Zero.").as(Field.Kind.HEX),
            RETAIN_HANDLING = OPTIONS.bits(0x30, "mqtt.subscription_options_retain", "Retain Handling", "3.8.3.1",
                    "Whether to send the messages retained so far.").names(Subscribe::retainHandlingName),
            RETAIN_AS_PUBLISHED = OPTIONS.bits(0x08, "mqtt.subscription_options_rap", "Retain As Published", "3.8.3.1",
                    "Leave the RETAIN flag of messages as it was sent."),
            NO_LOCAL = OPTIONS.bits(0x04, "mqtt.subscription_options_nl", "No Local", "3.8.3.1",
                    "Do not send me what I publish myself."),
            QOS = OPTIONS.bits(0x03, "mqtt.subscription_options_qos", "Maximum QoS", "3.8.3.1",
                    "The best delivery the client accepts.").names(FixedHeader::qosName);
    // @formatter:on

    static final Subscribe BLANK = new Subscribe(0, Properties.NONE, List.of());

    public Subscribe {
        requests = List.copyOf(requests);
    }

    static Subscribe walk(Wire wire, Subscribe it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.PACKET_ID);
        Properties properties =
                wire.isV5() ? Properties.walk(wire, PacketType.SUBSCRIBE, it.properties) : Properties.NONE;
        Repeated<Request> requests = new Repeated<>(wire, it.requests);
        while (requests.more()) {
            int group = wire.open(REQUEST);
            Request request = requests.next();
            requests.add(Request.walk(wire, request == null ? Request.BLANK : request));
            wire.close(group);
        }
        wire.check(!requests.isEmpty(), REQUEST, Rule.SUBSCRIBE_FILTER);
        return new Subscribe(id, properties, requests.all());
    }

    /// One topic filter of a SUBSCRIBE, with its options; all but the QoS are false and 0 before 5.0.
    ///
    /// @param qos 0 to 2
    /// @param retainHandling 0: send retained messages; 1: only if the subscription is new; 2: do not
    public record Request(String filter, int qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {

        static final Request BLANK = new Request("", 0);

        public Request(String filter, int qos) {
            this(filter, qos, false, false, 0);
        }

        static Request walk(Wire wire, Request it) {
            String filter = Topics.filter(wire, LENGTH, FILTER, it.filter);
            if (!wire.isV5()) {
                int qos = wire.u8(QOS_V3, it.qos);
                wire.check((qos & 0xfc) == 0, QOS_V3, Rule.SUBSCRIPTION_RESERVED);
                wire.check((qos & 0x03) < 3, QOS_V3, Rule.REQUESTED_QOS);
                return new Request(filter, qos);
            }
            int options = wire.u8(OPTIONS, it.options());
            int reserved = wire.bits(RESERVED, options);
            int retainHandling = wire.bits(RETAIN_HANDLING, options);
            boolean retainAsPublished = wire.flag(RETAIN_AS_PUBLISHED, options);
            boolean noLocal = wire.flag(NO_LOCAL, options);
            int qos = wire.bits(QOS, options);
            wire.check(reserved == 0, RESERVED, Rule.SUBSCRIPTION_RESERVED);
            wire.check(retainHandling < 3, RETAIN_HANDLING, Rule.RETAIN_HANDLING);
            wire.check(!noLocal || !Topics.isShared(filter), NO_LOCAL, Rule.SHARED_NO_LOCAL);
            wire.check(qos < 3, QOS, Rule.REQUESTED_QOS);
            return new Request(filter, qos, noLocal, retainAsPublished, retainHandling);
        }

        private int options() {
            return QOS.put(qos)
                    | NO_LOCAL.put(noLocal)
                    | RETAIN_AS_PUBLISHED.put(retainAsPublished)
                    | RETAIN_HANDLING.put(retainHandling);
        }
    }

    private static String retainHandlingName(long value) {
        return switch ((int) value) {
            case 0 -> "send retained messages";
            case 1 -> "send them only if the subscription is new";
            case 2 -> "do not send them";
            default -> "reserved";
        };
    }

    @Override
    public PacketType type() {
        return PacketType.SUBSCRIBE;
    }
}
