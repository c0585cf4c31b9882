package mqttlab.bench.load;

import java.nio.ByteBuffer;
import java.util.BitSet;

/// A client that subscribes, counts what arrives, and acknowledges it.
final class Subscriber extends Client {

    private final int qos;
    private final byte[] subscribe;
    private final Arrivals[] arrivals;
    private final Latency latency;
    private final BitSet unreleased = new BitSet();
    private long received;

    /// @param publishers how many there are in all
    Subscriber(int number, String filter, int qos, int publishers, Latency latency) {
        super("subscriber " + number);
        this.qos = qos;
        this.latency = latency;
        subscribe = Packets.subscribe(filter, qos);
        arrivals = new Arrivals[publishers];
    }

    /// What has arrived from a publisher.
    Arrivals from(int publisher) {
        Arrivals found = arrivals[publisher];
        if (found == null) {
            found = new Arrivals();
            arrivals[publisher] = found;
        }
        return found;
    }

    @Override
    boolean accepted() {
        connection().out().put(subscribe);
        return false;
    }

    @Override
    boolean granted(int first, ByteBuffer in, int body, int end) {
        if (first != Packets.SUBACK) {
            throw unexpected(first);
        }
        if (in.get(body + 2) != qos) {
            throw new LoadException("The broker granted " + name() + " QoS " + in.get(body + 2) + ", not " + qos + ".");
        }
        return true;
    }

    @Override
    void handle(int first, ByteBuffer in, int body, int end) {
        if (first >> 4 == Packets.PUBLISH >> 4) {
            publish(first >> 1 & 3, in, body, end);
        } else if (first == Packets.PUBREL && qos == 2) {
            int id = Packets.packetId(in, body);
            unreleased.clear(id);
            Packets.answer(connection().out(), Packets.PUBCOMP, id);
        } else {
            throw unexpected(first);
        }
    }

    private void publish(int deliveredAt, ByteBuffer in, int body, int end) {
        int at = body + 2 + Short.toUnsignedInt(in.getShort(body));
        if (deliveredAt != qos || end - at < Packets.MIN_PAYLOAD) {
            throw new LoadException("The broker sent " + name() + " a message that nobody published to it, at QoS "
                    + deliveredAt + ".");
        }
        boolean isNew = true;
        if (qos > 0) {
            int id = Packets.packetId(in, at);
            at += 2;
            if (qos == 1) {
                Packets.answer(connection().out(), Packets.PUBACK, id);
            } else {
                isNew = !unreleased.get(id);
                unreleased.set(id);
                Packets.answer(connection().out(), Packets.PUBREC, id);
            }
        }
        if (isNew) {
            arrived(in, at);
        }
    }

    private void arrived(ByteBuffer in, int payload) {
        int publisher = in.getInt(payload);
        if (publisher < 0 || publisher >= arrivals.length) {
            throw new LoadException("The broker sent " + name() + " a payload that nobody published.");
        }
        long number = in.getLong(payload + 4);
        from(publisher).arrived(number);
        received++;
        latency.sample(number, in.getLong(payload + 12));
    }

    /// How many messages have arrived.
    long received() {
        return received;
    }

    /// Whether every message that has arrived is acknowledged to its end, at QoS 2.
    boolean isDone() {
        return unreleased.isEmpty();
    }
}
