package mqttlab.conversation;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// The packet identifiers that one side has in use, and what became of each. They belong to the session, and
/// outlive the connection with it. 3.1.1 sections 2.3.1, 4.3, 4.4, 4.6; 5.0 sections 2.2.1, 4.3, 4.4, 4.6, 4.9.
final class Exchanges {

    private static final int PACKET_ID_NOT_FOUND = 0x92;
    private static final int NO_MAXIMUM = 65535;
    private static final long NOT_FULL = -1;

    private final Party sender;
    private final OpenExchanges open = new OpenExchanges();
    private Scene scene;

    /// Identifiers that were used on this connection, that were sent more than once, that were refused.
    private BitSet used = new BitSet();
    private BitSet repeated = new BitSet();
    /// Those that were taken while they were in use: nobody can tell which use is meant from then on.
    private BitSet shared = new BitSet();
    private BitSet refused = new BitSet();

    private final Order acks = new Order(PacketType.PUBACK);
    private final Order recs = new Order(PacketType.PUBREC);
    private final Order rels = new Order(PacketType.PUBREL);

    private int underWay;
    private boolean isOverMaximum;
    /// The packet that left no room for another message, since when, and for how many there was room.
    private long fullBy = NOT_FULL;
    private long fullSince;
    private int maximum;
    private @Nullable Exchange lastResent;
    private final Map<Integer, Integer> answeredFilters = new LinkedHashMap<>();

    Exchanges(Party sender, Scene scene) {
        this.sender = sender;
        this.scene = scene;
    }

    /// Goes on on another connection.
    void resume(Scene next, Exchanges begun) {
        scene = next;
        forgetConnection();
        for (Exchange exchange : open.inOrder()) {
            if (exchange.begunBy != PacketType.PUBLISH) {
                open.remove(exchange.id);
            }
            exchange.carried = true;
            exchange.counts = false;
            exchange.ordered = false;
        }
        // What the client sent before it could know that the session goes on.
        for (Exchange exchange : begun.open.inOrder()) {
            open.put(exchange);
            underWay += exchange.counts ? 1 : 0;
        }
        used.or(begun.used);
    }

    /// Forgets what does not outlive the connection, and the room for it.
    void forgetConnection() {
        used = new BitSet();
        repeated = new BitSet();
        shared = new BitSet();
        refused = new BitSet();
        acks.clear();
        recs.clear();
        rels.clear();
        answeredFilters.clear();
        underWay = 0;
        fullBy = NOT_FULL;
        lastResent = null;
    }

    /// Forgets all: what is open can no longer be told.
    void forget() {
        open.clear();
        forgetConnection();
    }

    int size() {
        return open.size();
    }

    /// @param maximum the peer's Receive Maximum
    void publish(Publish publish, int maximum) {
        if (publish.qos() == 0 || publish.packetId() == 0) {
            return;
        }
        int id = publish.packetId();
        Exchange before = open.get(id);
        boolean same = before != null
                && before.qos == publish.qos()
                && (publish.dup()
                        || before.carried && before.digest == publish.payload().digest());
        if (before != null && same) {
            again(before, publish);
        } else {
            if (before != null) {
                reused(before, publish.qos());
            } else if (publish.dup()) {
                firstWithDup(publish);
            }
            PacketType awaited = publish.qos() == 1 ? PacketType.PUBACK : PacketType.PUBREC;
            before = new Exchange(id, PacketType.PUBLISH, publish.qos(), awaited, scene.number, scene.time);
            before.digest = publish.payload().digest();
            open.put(before);
            if (sender == Party.SERVER) {
                (publish.qos() == 1 ? acks : recs).owe(before);
            }
        }
        used.set(id);
        refused.clear(id);
        count(before, maximum);
    }

    private void count(Exchange exchange, int maximum) {
        if (!exchange.counts) {
            exchange.counts = true;
            underWay++;
        }
        if (underWay >= maximum && maximum < NO_MAXIMUM && fullBy == NOT_FULL) {
            fullBy = scene.number;
            fullSince = scene.time;
            this.maximum = maximum;
        }
        if (underWay <= maximum) {
            isOverMaximum = false;
        } else if (!isOverMaximum) {
            isOverMaximum = true;
            Severity severity = sender == Party.CLIENT ? scene.bound() : Severity.VIOLATION;
            if (severity != null) {
                Check check = sender == Party.CLIENT ? Check.CLIENT_RECEIVE_MAXIMUM : Check.SERVER_RECEIVE_MAXIMUM;
                String found = underWay + " are under way, Receive Maximum is " + maximum;
                scene.report(check, severity, sender, Publish.ID, found);
            }
        }
    }

    /// A PUBLISH whose identifier is in use for the same message.
    private void again(Exchange exchange, Publish publish) {
        scene.listener().repeated(scene.number, exchange.first);
        repeated.set(exchange.id);
        if (exchange.awaited == PacketType.PUBCOMP) {
            report(Check.PUBLISH_AFTER_PUBREL, Check.PUBLISH_AFTER_PUBREL.severity(), "" + exchange.id);
        } else if (exchange.carried) {
            resumed(exchange, publish);
        } else if (scene.isV5()) {
            report(Check.RESENT, Severity.VIOLATION, "" + exchange.id);
        }
        exchange.carried = false;
        exchange.repeated = true;
        if (exchange.awaited != PacketType.PUBCOMP) {
            exchange.await(exchange.qos == 1 ? PacketType.PUBACK : PacketType.PUBREC, scene.number, scene.time);
        }
    }

    private void resumed(Exchange exchange, Publish publish) {
        if (!publish.dup()) {
            scene.report(Check.DUP_MISSING, FixedHeader.DUP);
        }
        if (sender == Party.CLIENT && lastResent != null && lastResent.first > exchange.first) {
            String found = "first sent as " + scene.name(exchange.first) + ", but " + scene.name(lastResent.first)
                    + " was sent again before";
            scene.report(Check.RESENT_OUT_OF_ORDER, Publish.ID, found);
        }
        lastResent = exchange;
    }

    /// A PUBLISH with DUP whose identifier is not in use.
    private void firstWithDup(Publish publish) {
        int id = publish.packetId();
        if (!scene.isWhole() || !scene.isFresh()) {
            return;
        }
        if (used.get(id)) {
            // In 3.1.1 it may have crossed its acknowledgement.
            if (scene.isV5()) {
                scene.report(refused.get(id) ? Check.REFUSED_RESENT : Check.RESENT, FixedHeader.DUP);
            }
        } else if (sender == Party.SERVER) {
            scene.report(
                    publish.qos() == 1 ? Check.SERVER_QOS1_DUP_FIRST : Check.SERVER_QOS2_DUP_FIRST, FixedHeader.DUP);
        } else if (scene.beganAnew) {
            scene.report(publish.qos() == 1 ? Check.QOS1_DUP_FIRST : Check.QOS2_DUP_FIRST, FixedHeader.DUP);
        } else if (scene.bound() == Severity.VIOLATION) {
            scene.report(Check.OLD_SESSION_RESENT, FixedHeader.DUP);
        }
    }

    /// A SUBSCRIBE or UNSUBSCRIBE. Returns whether its answer will be known by its identifier.
    boolean request(PacketType type, int id, int filters) {
        if (id == 0) {
            return false;
        }
        Exchange before = open.get(id);
        if (before != null) {
            reused(before, 0);
        }
        PacketType awaited = type == PacketType.SUBSCRIBE ? PacketType.SUBACK : PacketType.UNSUBACK;
        Exchange exchange = new Exchange(id, type, 0, awaited, scene.number, scene.time);
        exchange.filters = filters;
        open.put(exchange);
        used.set(id);
        answeredFilters.remove(id);
        return !shared.get(id);
    }

    /// @param qos of the message that takes its identifier, or 0 for a request
    private void reused(Exchange before, int qos) {
        report(taken(before, qos), before.carried ? Severity.WARNING : Severity.VIOLATION, "" + before.id);
        if (!before.carried) {
            scene.listener().reused(scene.number, before.id, before.packet);
        }
        shared.set(before.id);
        close(before);
    }

    private Check taken(Exchange exchange, int qos) {
        boolean isClient = sender == Party.CLIENT;
        Check any = isClient ? Check.CLIENT_ID_TAKEN : Check.SERVER_ID_TAKEN;
        if (exchange.qos != qos) {
            return any;
        }
        return switch (exchange.awaited) {
            case PUBACK -> isClient ? Check.CLIENT_QOS1_ID_TAKEN : Check.SERVER_QOS1_ID_TAKEN;
            case PUBREC -> isClient ? Check.CLIENT_QOS2_ID_TAKEN : Check.SERVER_QOS2_ID_TAKEN;
            case PUBCOMP -> isClient ? Check.CLIENT_PUBREL_ID_TAKEN : Check.SERVER_PUBREL_ID_TAKEN;
            default -> any;
        };
    }

    /// PUBACK, PUBREC, PUBCOMP, SUBACK or UNSUBACK of the other side. Returns what it answers, or null.
    @Nullable
    Exchange answer(PacketType type, int id, int code) {
        if (id == 0) {
            return null;
        }
        Exchange exchange = open.get(id);
        if (exchange == null) {
            unknown(type, id, code);
            return null;
        }
        if (exchange.awaited != type) {
            unexpected(exchange, type);
            return null;
        }
        link(exchange, code >= 0x80);
        inOrder(type == PacketType.PUBACK ? acks : recs, exchange, type);
        if (code >= 0x80 && exchange.begunBy == PacketType.PUBLISH) {
            refused.set(id);
        }
        if (type == PacketType.PUBREC && code < 0x80) {
            exchange.await(PacketType.PUBREL, scene.number, scene.time);
            if (sender == Party.CLIENT) {
                rels.owe(exchange);
            }
        } else {
            close(exchange);
            if (type == PacketType.PUBCOMP && exchange.begun != Exchange.UNKNOWN) {
                scene.completed(exchange.first, exchange.begun);
            }
            if (exchange.filters > 1 && !shared.get(id)) {
                answeredFilters.put(id, exchange.filters);
            }
        }
        return exchange;
    }

    /// PUBREL.
    void release(int id, int code) {
        if (id == 0) {
            return;
        }
        Exchange exchange = open.get(id);
        if (exchange == null) {
            releaseUnknown(id, code);
            exchange = new Exchange(id, PacketType.PUBLISH, 2, PacketType.PUBCOMP, scene.number, scene.time);
            exchange.begun = Exchange.UNKNOWN;
            open.put(exchange);
            return;
        }
        if (exchange.awaited == PacketType.PUBREL) {
            link(exchange, false);
            inOrder(rels, exchange, PacketType.PUBREL);
        } else if (exchange.awaited == PacketType.PUBCOMP) {
            scene.listener().repeated(scene.number, exchange.packet);
            repeated.set(id);
            if (scene.isV5() && !exchange.carried && !shared.get(id)) {
                report(Check.RESENT, Severity.VIOLATION, "" + id);
            }
        } else {
            boolean isRequest = exchange.begunBy != PacketType.PUBLISH;
            if (!shared.get(id) && (isRequest || !exchange.carried && !exchange.repeated)) {
                report(isRequest ? Check.UNKNOWN_ID : Check.PUBREL_EARLY, Severity.VIOLATION, "" + id);
            }
            if (exchange.qos != 2) {
                return;
            }
        }
        exchange.carried = false;
        exchange.await(PacketType.PUBCOMP, scene.number, scene.time);
    }

    private void releaseUnknown(int id, int code) {
        boolean known = scene.isWhole() && scene.isFresh() && (sender == Party.SERVER || scene.beganAnew);
        if (!known || code == PACKET_ID_NOT_FOUND || isSentTwice(id)) {
            return;
        }
        if (!used.get(id) || refused.get(id)) {
            report(Check.UNKNOWN_ID, Severity.VIOLATION, "" + id);
        } else if (scene.isV5()) {
            report(Check.RESENT, Severity.VIOLATION, "" + id);
        }
    }

    private boolean isSentTwice(int id) {
        return repeated.get(id) || shared.get(id);
    }

    private void unknown(PacketType type, int id, int code) {
        Integer filters = answeredFilters.remove(id);
        if (filters != null && (type == PacketType.SUBACK || type == PacketType.UNSUBACK)) {
            Check split = type == PacketType.SUBACK ? Check.SUBACK_SPLIT : Check.UNSUBACK_SPLIT;
            report(split, split.severity(), id + ", which is answered");
            return;
        }
        boolean known = scene.isSessionKnown() && !isSentTwice(id) && code != PACKET_ID_NOT_FOUND;
        if (known) {
            Check check = unknownIn(type);
            report(check, check.severity(), "" + id);
        }
    }

    private static Check unknownIn(PacketType type) {
        return switch (type) {
            case SUBACK -> Check.UNKNOWN_SUBACK;
            case UNSUBACK -> Check.UNKNOWN_UNSUBACK;
            case PUBCOMP -> Check.UNKNOWN_PUBCOMP;
            default -> Check.UNKNOWN_ID;
        };
    }

    private void unexpected(Exchange exchange, PacketType type) {
        boolean isRequest = exchange.begunBy != PacketType.PUBLISH;
        if (shared.get(exchange.id)) {
            return;
        }
        if (isRequest || type == PacketType.SUBACK || type == PacketType.UNSUBACK) {
            report(unknownIn(type), Severity.VIOLATION, "" + exchange.id);
        } else if (exchange.carried || exchange.repeated || repeated.get(exchange.id)) {
            return;
        } else if (exchange.qos == 1) {
            report(Check.QOS1_ANSWER, Severity.VIOLATION, "" + type);
        } else if (type == PacketType.PUBACK) {
            report(Check.QOS2_ANSWER, Severity.VIOLATION, "" + type);
        } else if (type == PacketType.PUBCOMP) {
            report(Check.PUBCOMP_EARLY, Severity.VIOLATION, "" + type);
        }
    }

    private void link(Exchange exchange, boolean refuses) {
        scene.answered(exchange.packet, exchange.time, refuses);
        boolean byClient = scene.from == Party.CLIENT;
        if (byClient && (sender == Party.SERVER || exchange.awaited == PacketType.PUBREL)) {
            scene.clientAnswered();
        }
    }

    private void inOrder(Order order, Exchange exchange, PacketType type) {
        Exchange owed = order.acknowledged(exchange);
        if (owed == null || scene.from != Party.CLIENT || shared.get(exchange.id)) {
            return;
        }
        Check check = switch (type) {
            case PUBACK -> Check.PUBACK_OUT_OF_ORDER;
            case PUBREC -> Check.PUBREC_OUT_OF_ORDER;
            default -> Check.PUBREL_OUT_OF_ORDER;
        };
        report(check, check.severity(), exchange.id + " before " + owed.id + " of " + scene.name(owed.packet));
    }

    private void close(Exchange exchange) {
        open.remove(exchange.id);
        exchange.closed = true;
        if (exchange.counts) {
            underWay--;
        }
        if (underWay < maximum) {
            stallEnds(scene.number, scene.time);
        }
    }

    /// There is room for another message again.
    void stallEnds(long packet, long time) {
        if (fullBy != NOT_FULL) {
            scene.listener().stalled(sender, maximum, fullBy, packet, Math.max(0, time - fullSince));
            fullBy = NOT_FULL;
        }
    }

    /// Says what the end of the connection has left open. Returns after it the same to a session that goes on.
    void end(boolean refused) {
        for (Exchange exchange : open.inOrder()) {
            if (exchange.carried) {
                if (scene.isWhole() && scene.isHeardLongAfter(sender, scene.acceptedAt())) {
                    String name = scene.name(exchange.packet);
                    String found = exchange.awaited == PacketType.PUBREL
                            ? "PUBREL for " + name + " was not sent"
                            : exchange.sent() + " of " + name + " was not sent again";
                    scene.report(Check.NOT_RESENT, Severity.WARNING, sender, exchange.packet, found);
                }
                continue;
            }
            scene.listener().unanswered(exchange.packet, exchange.sent());
            Party answering = exchange.awaited == PacketType.PUBREL ? sender : sender.peer();
            if (!scene.lost && !refused && scene.isHeardLongAfter(answering, exchange.time)) {
                Check check = unanswered(exchange, answering);
                scene.report(check, check.severity(), answering, exchange.packet, "no " + exchange.awaited);
            }
        }
    }

    private static Check unanswered(Exchange exchange, Party answering) {
        boolean byClient = answering == Party.CLIENT;
        return switch (exchange.awaited) {
            case PUBACK -> byClient ? Check.CLIENT_NO_PUBACK : Check.SERVER_NO_PUBACK;
            case PUBREC ->
                exchange.repeated ? Check.NO_PUBREC_AGAIN : byClient ? Check.CLIENT_NO_PUBREC : Check.SERVER_NO_PUBREC;
            case PUBREL -> Check.NO_PUBREL;
            case PUBCOMP -> Check.NO_PUBCOMP;
            case SUBACK -> Check.NO_SUBACK;
            default -> Check.NO_UNSUBACK;
        };
    }

    /// Reports about the packet identifier of the packet at hand.
    private void report(Check check, Severity severity, String found) {
        scene.report(check, severity, scene.from, Ids.field(scene.trace), found);
    }
}
