package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mqttlab.dissector.Conversation;
import mqttlab.finding.Check;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Whatever is sent, in whatever order: the observer does not throw, and does not remember without end.
class HostileConversationTest {

    private static final Direction[] WAYS = Direction.values();

    /// What can be read as packets, with small identifiers, so that they meet.
    @Property(tries = 2000)
    void randomPackets(@ForAll long seed) {
        Random random = new Random(seed);
        Sessions sessions = new Sessions();
        sessions.followForwarding();
        long time = 0;
        for (int connection = 0; connection < 3; connection++) {
            Observer observer = new Observer(connection, "", sessions, finding -> {
                assertTrue(finding.offset() >= 0 && finding.length() >= 0, finding::toString);
            });
            Conversation conversation = new Conversation();
            Trace trace = new Trace();
            if (random.nextBoolean()) {
                observer.begin();
            }
            for (int i = 0; i < 60; i++) {
                time += random.nextLong(20_000_000_000L);
                byte[] bytes = i == 0 && random.nextInt(4) > 0 ? connect(random) : packet(random);
                Direction way = random.nextInt(20) == 0 ? null : WAYS[random.nextInt(2)];
                if (random.nextInt(50) == 0) {
                    observer.gap();
                }
                Packet packet = conversation.read(trace, way, bytes, 0, bytes.length);
                observer.packet(i, time, way, trace, packet);
            }
            observer.end(time, End.values()[random.nextInt(3)], WAYS[random.nextInt(2)]);
            observer.end(time, End.FIN, null);
        }
    }

    private static byte[] connect(Random random) {
        int version = 3 + random.nextInt(3);
        byte[] bytes = {
            0x10, 0x0d, 0, 4, 'M', 'Q', 'T', 'T', (byte) version, (byte) (2 * random.nextInt(2)), 0, 9, 0, 1, 'c'
        };
        if (version == 5) {
            return new byte[] {0x10, 0x0e, 0, 4, 'M', 'Q', 'T', 'T', 5, bytes[9], 0, 9, 0, 0, 1, 'c'};
        }
        return version == 4
                ? bytes
                : new byte[] {0x10, 0x0f, 0, 6, 'M', 'Q', 'I', 's', 'd', 'p', 3, bytes[9], 0, 9, 0, 1, 'c'};
    }

    private static byte[] packet(Random random) {
        int type = 1 + random.nextInt(15);
        int flags = type == 3 ? random.nextInt(16) : type == 6 || type == 8 || type == 10 ? 2 : 0;
        byte[] body = new byte[random.nextInt(10)];
        random.nextBytes(body);
        for (int i = 0; i < body.length; i++) {
            body[i] = random.nextInt(5) == 0 ? body[i] : (byte) random.nextInt(3);
        }
        byte[] bytes = new byte[2 + body.length];
        bytes[0] = (byte) (type << 4 | flags);
        bytes[1] = (byte) body.length;
        System.arraycopy(body, 0, bytes, 2, body.length);
        return bytes;
    }

    @Test
    void aFloodOfOpenMessagesIsForgottenWithANote() {
        List<Finding> findings = new ArrayList<>();
        Sessions sessions = new Sessions();
        byte[] connect = {0x10, 0x0d, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'c'};
        byte[] publish = {0x32, 5, 0, 1, 't', 0, 0};
        Trace trace = new Trace();
        for (int i = 0; i < 9; i++) {
            connect[14] = (byte) ('a' + i);
            Conversation conversation = new Conversation();
            Observer observer = new Observer(i, "", sessions, findings::add);
            observer.packet(0, 0, WAYS[0], trace, conversation.read(trace, WAYS[0], connect, 0, connect.length));
            for (int id = 1; id < 65536; id++) {
                publish[5] = (byte) (id >> 8);
                publish[6] = (byte) id;
                observer.packet(id, id, WAYS[0], trace, conversation.read(trace, WAYS[0], publish, 0, publish.length));
            }
        }
        assertEquals(
                List.of(Check.FORGOTTEN.demand()),
                findings.stream().map(Finding::demands).distinct().toList());
        assertEquals(
                findings.size(),
                findings.stream().map(Finding::stream).distinct().count(),
                "one note for a connection");
    }

    /// A SUBSCRIBE of which each filter is wrong: with a search from its first byte for each this would not end.
    @Test
    void aPacketMayBreakARuleVeryOften() {
        int filters = 200_000;
        byte[] connect = {0x10, 0x0e, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 0, 0, 0, 1, 'c'};
        byte[] connAckWithoutWildcards = {0x20, 5, 0, 0, 2, 0x28, 0};
        int length = 3 + 4 * filters;
        ByteBuffer subscribe = ByteBuffer.allocate(4 + length).put((byte) 0x82);
        subscribe.put((byte) (length & 0x7f | 0x80)).put((byte) (length >> 7 & 0x7f | 0x80));
        subscribe.put((byte) (length >> 14)).putShort((short) 1).put((byte) 0);
        for (int i = 0; i < filters; i++) {
            subscribe.putShort((short) 1).put((byte) '#').put((byte) 0);
        }
        List<Finding> findings = new ArrayList<>();
        Observer observer = new Observer(0, "", new Sessions(), findings::add);
        Conversation conversation = new Conversation();
        Trace trace = new Trace();
        byte[][] packets = {connect, connAckWithoutWildcards, subscribe.array()};
        for (int i = 0; i < packets.length; i++) {
            Packet packet = conversation.read(trace, WAYS[i % 2], packets[i], 0, packets[i].length);
            observer.packet(i, i, WAYS[i % 2], trace, packet);
        }
        assertEquals(filters, findings.size());
        assertEquals(
                findings.getFirst().offset() + 4 * (filters - 1),
                findings.getLast().offset());
    }
}
