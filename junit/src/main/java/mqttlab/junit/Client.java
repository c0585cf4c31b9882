package mqttlab.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;

/// What a test says of one client of a [Broker], over all its connections.
public final class Client {

    private final String id;
    private final Journal journal;
    private final Claims claims;

    Client(String id, Journal journal, Claims claims) {
        this.id = id;
        this.journal = journal;
        this.claims = claims;
    }

    /// The client sends such a packet to the broker.
    public <P extends Packet> Expectation<P> sent(PacketPattern<P> packet) {
        return expect("sent " + packet, it -> matching(it, Direction.CLIENT_TO_SERVER, packet));
    }

    /// The broker sends such a packet to the client.
    public <P extends Packet> Expectation<P> wasSent(PacketPattern<P> packet) {
        return expect("was sent " + packet, it -> matching(it, Direction.SERVER_TO_CLIENT, packet));
    }

    /// The client has sent no such packet, and sends none until the test ends.
    public void neverSent(PacketPattern<?> packet) {
        never("never sent " + packet, Direction.CLIENT_TO_SERVER, packet);
    }

    /// The broker has sent the client no such packet, and sends none until the test ends.
    public void wasNeverSent(PacketPattern<?> packet) {
        never("was never sent " + packet, Direction.SERVER_TO_CLIENT, packet);
    }

    /// The broker accepts the client, by a CONNACK that says Success.
    public Expectation<ConnAck> connected() {
        return refusedOrNot("was connected", 0);
    }

    /// The broker refuses the client, by a CONNACK with this Reason Code, or Return Code before 5.0.
    public Expectation<ConnAck> refused(int code) {
        return refusedOrNot(String.format("was refused with code 0x%02x", code), code);
    }

    private Expectation<ConnAck> refusedOrNot(String claim, int code) {
        PacketPattern<ConnAck> pattern = Packets.packet(ConnAck.class).where("", it -> it.code() == code);
        return expect(claim, it -> matching(it, Direction.SERVER_TO_CLIENT, pattern));
    }

    /// A connection of the client ends, however that comes: with the DISCONNECT that either side has sent, if one has.
    public Expectation<Optional<Disconnect>> disconnected() {
        return expect("was disconnected", Client::ends);
    }

    /// The client or the broker sends DISCONNECT with this Reason Code; before 5.0 it is 0x00.
    public Expectation<Disconnect> disconnected(int reasonCode) {
        PacketPattern<Disconnect> pattern =
                Packets.packet(Disconnect.class).where("", it -> it.reasonCode() == reasonCode);
        return expect(String.format("was disconnected with reason 0x%02x", reasonCode), it -> {
            List<Disconnect> found = new ArrayList<>(matching(it, Direction.CLIENT_TO_SERVER, pattern));
            found.addAll(matching(it, Direction.SERVER_TO_CLIENT, pattern));
            return found;
        });
    }

    /// What was said on the client's connections, a line each.
    public String ladder() {
        return journal.ladder(id);
    }

    private <T> Expectation<T> expect(String claim, Function<List<Moment>, List<T>> search) {
        return new Expectation<>(journal, claims, id, claim, search);
    }

    private <P extends Packet> void never(String claim, Direction direction, PacketPattern<P> pattern) {
        claims.never(() -> {
            if (!matching(journal.of(id), direction, pattern).isEmpty()) {
                Expectation.fail("client \"" + Journal.shown(id) + "\" " + claim, journal, id);
            }
        });
    }

    private static <P extends Packet> List<P> matching(
            List<Moment> moments, Direction direction, PacketPattern<P> pattern) {
        List<P> found = new ArrayList<>();
        for (Moment each : moments) {
            if (each instanceof Moment.Said said
                    && said.direction() == direction
                    && pattern.type().isInstance(said.packet())) {
                P packet = pattern.type().cast(said.packet());
                if (packet != null && pattern.matches(packet)) {
                    found.add(packet);
                }
            }
        }
        return found;
    }

    private static List<Optional<Disconnect>> ends(List<Moment> moments) {
        List<Optional<Disconnect>> ends = new ArrayList<>();
        for (Moment each : moments) {
            if (each instanceof Moment.Closed) {
                ends.add(moments.stream()
                        .filter(it -> it.connection() == each.connection())
                        .filter(it -> it instanceof Moment.Said said && said.packet() instanceof Disconnect)
                        .map(it -> (Disconnect) ((Moment.Said) it).packet())
                        .findFirst());
            }
        }
        return ends;
    }
}
