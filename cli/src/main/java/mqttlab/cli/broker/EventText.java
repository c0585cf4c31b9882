package mqttlab.cli.broker;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Limits;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// What happens in a broker, in words: a line each.
final class EventText {

    private EventText() {}

    /// The line, or null for what nobody need know: that a connection was opened is told by what comes of it.
    static @Nullable String of(BrokerEvent event) {
        return switch (event) {
            case BrokerEvent.Opened it -> null;
            case BrokerEvent.Connected it -> connected(it);
            case BrokerEvent.Refused it -> refused(it);
            case BrokerEvent.Subscribed it -> subscribed(it);
            case BrokerEvent.Unsubscribed it ->
                client(it.clientId()) + "unsubscribed from " + quoted(it.filter())
                        + (it.existed() ? "" : ", to which it was not subscribed");
            case BrokerEvent.Published it -> published(it);
            case BrokerEvent.Rejected it ->
                client(it.message().publisher()) + "may not publish " + message(it.message()) + ": "
                        + Show.sentence(it.why()) + " (" + code(PacketType.PUBACK, it.reasonCode()) + ')';
            case BrokerEvent.Handshake it -> handshake(it);
            case BrokerEvent.Dropped it ->
                client(it.clientId()) + "not sent " + message(it.message()) + ": " + Show.sentence(it.why());
            case BrokerEvent.Throttled it ->
                client(it.clientId()) + (it.paused() ? "read no further: " : "read on: ") + Show.sentence(it.why());
            case BrokerEvent.Disconnected it -> disconnected(it);
            case BrokerEvent.SessionEnded it -> client(it.clientId()) + "session ended: " + Show.sentence(it.why());
            case BrokerEvent.Trouble it -> "TROUBLE: " + Show.sentence(it.what());
        };
    }

    private static String connected(BrokerEvent.Connected it) {
        StringBuilder line = new StringBuilder(client(it.clientId()));
        line.append("connected from ").append(Show.escaped(it.peer()));
        if (it.user() != null) {
            line.append(" as ").append(quoted(it.user()));
        }
        line.append(", MQTT ").append(it.version().number());
        line.append(it.resumed() ? ", session resumed" : it.cleanStart() ? ", clean start" : ", new session");
        if (it.waiting() > 0) {
            line.append(", ").append(count(it.waiting(), "message")).append(" for it");
        }
        line.append(it.keepAlive() == 0 ? ", no keep alive" : ", keep alive " + it.keepAlive() + " s");
        if (it.sessionExpiry() > 0) {
            line.append(
                    it.sessionExpiry() == Limits.FOR_EVER
                            ? ", session kept for ever"
                            : ", session kept for " + it.sessionExpiry() + " s");
        }
        return line.toString();
    }

    private static String refused(BrokerEvent.Refused it) {
        String who = it.clientId().isEmpty() ? "" : client(it.clientId());
        String code = it.reasonCode() == 0 ? "" : " (" + code(PacketType.CONNACK, it.reasonCode()) + ')';
        return who + "connection from " + Show.escaped(it.peer()) + " ended before it was accepted: "
                + Show.sentence(it.why()) + code;
    }

    private static String subscribed(BrokerEvent.Subscribed it) {
        if (it.why() != null) {
            return client(it.clientId()) + "may not subscribe to " + quoted(it.filter()) + ": "
                    + Show.sentence(it.why()) + " (" + code(PacketType.SUBACK, it.code()) + ')';
        }
        String retained = it.retained() <= 0 ? "" : "; " + count(it.retained(), "retained message");
        return client(it.clientId()) + "subscribed to " + quoted(it.filter()) + " at QoS " + it.code() + retained;
    }

    private static String published(BrokerEvent.Published it) {
        String who = it.message().publisher();
        String why = it.why() == null ? "" : " (" + Show.sentence(it.why()) + ')';
        String to = it.clients() == 0
                ? ", to nobody"
                : ", to " + count(it.clients(), "client") + " by " + filters(it.filters());
        return (who.isEmpty() ? "" : client(who)) + "published " + message(it.message()) + why + to;
    }

    private static String filters(List<String> filters) {
        String shown = filters.stream().limit(3).map(EventText::quoted).collect(Collectors.joining(", "));
        return filters.size() > 3 ? shown + " and " + (filters.size() - 3) + " more" : shown;
    }

    private static String handshake(BrokerEvent.Handshake it) {
        String what = it.sent() ? "sent " : "received ";
        return client(it.clientId()) + what + packet(it.packet());
    }

    private static String packet(Packet packet) {
        return switch (packet) {
            case PubAck it -> acknowledgement(it, it.packetId(), it.reasonCode());
            case PubRec it -> acknowledgement(it, it.packetId(), it.reasonCode());
            case PubRel it -> acknowledgement(it, it.packetId(), it.reasonCode());
            case PubComp it -> acknowledgement(it, it.packetId(), it.reasonCode());
            default -> packet.type().toString();
        };
    }

    private static String acknowledgement(Packet packet, int id, int code) {
        return packet.type() + " for message " + id + (code == 0 ? "" : ": " + code(packet.type(), code));
    }

    private static String disconnected(BrokerEvent.Disconnected it) {
        String code = it.reasonCode() > 0 ? " (" + code(PacketType.DISCONNECT, it.reasonCode()) + ')' : "";
        String who = it.byClient() ? "" : "disconnected by the broker: ";
        return client(it.clientId())
                + who
                + Show.sentence(it.why())
                + code
                + (it.kept() ? "; its session is kept" : "");
    }

    private static String code(PacketType packet, int code) {
        ReasonCode known = ReasonCode.of(packet, code);
        String hex = String.format(Locale.ROOT, "0x%02x", code);
        return known == null ? hex : hex + ' ' + known.text();
    }

    private static String message(Message it) {
        return quoted(it.topic()) + ", QoS " + it.qos() + (it.retain() ? ", retain" : "") + ", "
                + count(it.payload().length(), "byte");
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String client(String id) {
        return Show.escaped(id) + ": ";
    }

    private static String quoted(String text) {
        return '"' + Show.escaped(text) + '"';
    }
}
