package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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

    /// Plays a packet of one side.
    private static void play(Observer observer, Conversation conversation, int way, byte[] bytes) {
        Trace trace = new Trace();
        Packet packet = conversation.read(trace, WAYS[way], bytes, 0, bytes.length);
        observer.packet(0, 0, WAYS[way], trace, packet);
    }

    /// A connection with that Clean Session flag, which leaves as many messages open as there are identifiers.
    private static Observer flood(int client, int cleanSession, Sessions sessions, List<Finding> findings) {
        Observer observer = new Observer(client, "", sessions, findings::add);
        Conversation conversation = new Conversation();
        byte[] connect = {
            0x10, 0x0d, 0, 4, 'M', 'Q', 'T', 'T', 4, (byte) cleanSession, 0, 0, 0, 1, (byte) ('a' + client)
        };
        play(observer, conversation, 0, connect);
        play(observer, conversation, 1, new byte[] {0x20, 2, 0, 0});
        for (int id = 1; id < 65536; id++) {
            play(observer, conversation, 0, new byte[] {0x32, 5, 0, 1, 't', (byte) (id >> 8), (byte) id});
        }
        return observer;
    }

    @Test
    void whatCannotGoOnIsForgottenWithItsConnection() {
        List<Finding> findings = new ArrayList<>();
        Sessions sessions = new Sessions();
        Observer observer = flood(0, 2, sessions, findings);
        assertEquals(65535, sessions.held());
        observer.end(0, End.FIN, null);
        assertEquals(0, sessions.held());
        // Nor does the end of a connection that was not accepted leave anything.
        Observer unaccepted = new Observer(1, "", sessions, findings::add);
        play(unaccepted, new Conversation(), 0, new byte[] {0x32, 5, 0, 1, 't', 0, 1});
        unaccepted.end(0, End.RST, null);
        assertEquals(0, sessions.held());
        assertEquals(List.of(), findings);
    }

    @Test
    void sessionsWithoutConnectionMakeRoom() {
        List<Finding> findings = new ArrayList<>();
        Sessions sessions = new Sessions();
        int before = 0;
        for (int client = 0; client < 12; client++) {
            flood(client, 0, sessions, findings).end(0, End.FIN, null);
            int held = sessions.held();
            assertTrue(held > 0 && held <= 500_000, () -> held + " are held");
            assertTrue(client > 6 || held == before + 65535, () -> held + " are held");
            before = held;
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void longTopicFiltersAreForgottenWithANote() {
        List<Finding> findings = new ArrayList<>();
        Sessions sessions = new Sessions();
        Observer observer = new Observer(0, "", sessions, findings::add);
        Conversation conversation = new Conversation();
        play(observer, conversation, 0, new byte[] {0x10, 0x0d, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'c'});
        play(observer, conversation, 1, new byte[] {0x20, 2, 0, 0});
        int length = 60_000;
        for (int id = 1; id <= 600; id++) {
            ByteBuffer subscribe = ByteBuffer.allocate(length + 9).put((byte) 0x82);
            int rest = length + 5;
            subscribe.put((byte) (rest & 0x7f | 0x80)).put((byte) (rest >> 7 & 0x7f | 0x80));
            subscribe.put((byte) (rest >> 14)).putShort((short) id).putShort((short) length);
            byte[] filter = new byte[length];
            Arrays.fill(filter, (byte) 'f');
            filter[0] = (byte) (' ' + id % 64 + 1);
            filter[1] = (byte) ('0' + id / 64);
            filter[0] = filter[0] == '#' || filter[0] == '+' ? (byte) 'x' : filter[0];
            play(observer, conversation, 0, subscribe.put(filter).put((byte) 0).array());
        }
        assertEquals(
                List.of(Check.FORGOTTEN.demand()),
                findings.stream().map(Finding::demands).toList());
        observer.end(0, End.FIN, null);
        assertEquals(0, sessions.held());
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
