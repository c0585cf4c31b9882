package mqttlab.conform;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What a conversation may leave at the server: sessions and retained messages. They are removed when it is over, so
/// that it can be held with a server that others use.
final class Leftovers {

    private final Version version;
    private final Target target;
    /// Of a client that removes messages.
    private final String clientId;
    private final Set<String> sessions = new LinkedHashSet<>();
    private final Set<String> topics = new LinkedHashSet<>();

    Leftovers(Version version, Target target, String clientId) {
        this.version = version;
        this.target = target;
        this.clientId = clientId;
    }

    /// A packet that a client has sent.
    void sent(Packet packet) {
        if (packet instanceof Connect connect) {
            boolean isKept = version == Version.V5
                    ? connect.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, 0) > 0
                    : !connect.cleanStart();
            if (isKept) {
                sessions.add(connect.clientId());
            }
            if (connect.will() != null && connect.will().retain()) {
                topics.add(connect.will().topic());
            }
        } else if (packet instanceof Publish publish && publish.retain()) {
            topics.add(publish.topic());
        }
    }

    /// Ends the sessions and removes the messages, as far as the server lets us.
    void remove() throws InterruptedException {
        topics.remove("");
        if (!topics.isEmpty()) {
            sessions.add(clientId);
        }
        for (String session : sessions) {
            try {
                remove(session);
            } catch (IOException _) {
                // It has refused what was to be tested, or has gone: there is nothing left to do.
            }
        }
    }

    private void remove(String session) throws IOException, InterruptedException {
        long patience = target.timeout().toNanos();
        try (Peer peer = new Peer(target, new Recording(version, false).watch(""))) {
            Bytes password = target.password() == null ? null : Bytes.utf8(target.password());
            peer.send(List.of(Codec.write(
                    new Connect(version, false, session, true, 60, Properties.NONE, null, target.userName(), password),
                    version)));
            if (await(peer, ConnAck.class, patience) instanceof ConnAck connAck && connAck.code() == 0) {
                for (String topic : topics) {
                    Publish nothing = new Publish(topic, 0, false, true, 0, Properties.NONE, Bytes.EMPTY);
                    peer.send(List.of(Codec.write(nothing, version)));
                }
                peer.send(List.of(Codec.write(new PingReq(), version)));
                await(peer, PingResp.class, patience);
                topics.clear();
                peer.send(List.of(Codec.write(new Disconnect(0, Properties.NONE), version)));
            }
        }
    }

    private static @Nullable Packet await(Peer peer, Class<? extends Packet> type, long patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience;
        while (peer.next(deadline) instanceof Peer.Came came) {
            if (type.isInstance(came.packet())) {
                return came.packet();
            }
        }
        return null;
    }
}
