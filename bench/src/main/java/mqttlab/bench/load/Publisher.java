package mqttlab.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A client that publishes. A message is under way until every subscriber has it and, at QoS 1 and 2, the broker has
/// acknowledged it; their number is bounded.
final class Publisher extends Client {

    /// Where a message stands by its Packet Identifier: 3.1.1 section 4.3.
    private static final byte FREE = 0, SENT = 1, RELEASED = 2;

    private final int number;
    private final int qos;
    private final int window;
    private final byte[] packet;
    private final int payloadAt;
    private final List<Arrivals> arrivals = new ArrayList<>();
    private final byte[] states = new byte[65536];
    private int nextId = 1;
    private int unacknowledged;
    private long sent;

    /// @param window how many messages may be under way
    Publisher(int number, String topic, Shape shape, int window) {
        super("publisher " + number);
        this.number = number;
        this.qos = shape.qos();
        this.window = window;
        packet = Packets.publish(topic, qos, false, shape.bytes());
        payloadAt = packet.length - shape.bytes();
    }

    /// Tells it of a subscriber that gets its messages.
    void to(Subscriber subscriber) {
        arrivals.add(subscriber.from(number));
    }

    /// How many messages it may send now.
    int credit() {
        if (connection().isBlocked()) {
            return 0;
        }
        long delivered = sent;
        for (Arrivals each : arrivals) {
            delivered = Math.min(delivered, each.next());
        }
        return window - (int) Math.max(sent - delivered, unacknowledged);
    }

    /// Sends messages, as many as fit into one write.
    ///
    /// @param time when they are sent, in nanoseconds
    int send(int most, long time) throws IOException {
        ByteBuffer out = connection().out();
        int count = Math.min(most, out.remaining() / packet.length);
        for (int i = 0; i < count; i++) {
            if (qos > 0 && states[nextId] != FREE) {
                count = i;
                break;
            }
            int at = out.position();
            out.put(packet);
            if (qos > 0) {
                out.putShort(at + payloadAt - 2, (short) nextId);
                states[nextId] = SENT;
                nextId = nextId % 65535 + 1;
            }
            out.putInt(at + payloadAt, number);
            out.putLong(at + payloadAt + 4, sent + i);
            out.putLong(at + payloadAt + 12, time);
        }
        sent += count;
        unacknowledged += qos > 0 ? count : 0;
        connection().flush();
        return count;
    }

    @Override
    void handle(int first, ByteBuffer in, int body, int end) {
        switch (first) {
            case Packets.PUBACK -> step(in, body, 1, SENT, FREE);
            case Packets.PUBREC ->
                Packets.answer(connection().out(), Packets.PUBREL, step(in, body, 2, SENT, RELEASED));
            case Packets.PUBCOMP -> step(in, body, 2, RELEASED, FREE);
            default -> throw unexpected(first);
        }
    }

    private int step(ByteBuffer in, int body, int expectedQos, byte from, byte to) {
        int id = Packets.packetId(in, body);
        if (qos != expectedQos || states[id] != from) {
            throw new LoadException("The broker acknowledged packet " + id + " of " + name() + ", in state "
                    + states[id] + ", at QoS " + qos + ".");
        }
        states[id] = to;
        if (to == FREE) {
            unacknowledged--;
        }
        return id;
    }

    long sent() {
        return sent;
    }

    /// How many deliveries are missing, over all subscribers.
    long lost() {
        return arrivals.stream().mapToLong(each -> each.lost(sent)).sum();
    }

    long doubled() {
        return arrivals.stream().mapToLong(Arrivals::doubled).sum();
    }
}
