package mqttlab.capture.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mqttlab.capture.link.TcpSegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReassemblyTest {

    private static final int LOST = -1;

    private record Part(int from, int to) {}

    /// What the conversation's handler got of direction 0, with [#LOST] for each byte that was lost.
    private static List<Integer> received(Conversation conversation) {
        List<Integer> received = new ArrayList<>();
        for (String line : conversation.log) {
            if (line.startsWith("> lost ")) {
                received.addAll(Collections.nCopies(Integer.parseInt(line.substring(7)), LOST));
            } else if (line.startsWith("> ") && !line.startsWith("> overlap ") && !line.equals("> end")) {
                for (byte b : line.substring(2).getBytes(StandardCharsets.ISO_8859_1)) {
                    received.add(b & 0xff);
                }
            }
        }
        return received;
    }

    private static byte[] bytes(List<Integer> received) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        received.forEach(bytes::write);
        return bytes.toByteArray();
    }

    /// Letters, which cannot be mistaken for the words in the log.
    private static byte[] letters(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('A' + random.nextInt(26));
        }
        return bytes;
    }

    /// Parts that cover all of it, some of them overlapping or twice.
    private static List<Part> parts(int length, Random random) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < length; ) {
            int to = Math.min(length, at + 1 + random.nextInt(40));
            parts.add(new Part(Math.max(0, at - random.nextInt(3) * random.nextInt(20)), to));
            if (random.nextInt(4) == 0) {
                parts.add(new Part(at, to));
            }
            at = to;
        }
        return parts;
    }

    private static void send(Conversation conversation, int initial, byte[] all, Part part) {
        conversation.send(true, initial + 1 + part.from, 0, 0, Arrays.copyOfRange(all, part.from, part.to), 0);
    }

    @Property(tries = 1000)
    void anyOrderOfAnyPartsGivesTheSameBytes(@ForAll int initial, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] all = letters(random);
        List<Part> parts = parts(all.length, random);
        Collections.shuffle(parts, random);
        Conversation conversation = new Conversation();
        conversation.send(true, initial, 0, TcpSegment.SYN, new byte[0], 0);
        for (Part part : parts) {
            send(conversation, initial, all, part);
        }
        conversation.send(true, initial + 1 + all.length, 0, TcpSegment.FIN, new byte[0], 0);
        assertArrayEquals(all, bytes(received(conversation)));
        assertEquals("> end", conversation.log.getLast());
    }

    @Property(tries = 1000)
    void whatIsLostIsCountedAndTheRestIsInItsPlace(@ForAll int initial, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] all = letters(random);
        List<Part> parts = parts(all.length, random);
        parts.removeIf(_ -> random.nextInt(4) == 0);
        Collections.shuffle(parts, random);
        boolean[] isSent = new boolean[all.length];
        Conversation conversation = new Conversation();
        conversation.send(true, initial, 0, TcpSegment.SYN, new byte[0], 0);
        for (Part part : parts) {
            send(conversation, initial, all, part);
            Arrays.fill(isSent, part.from, part.to, true);
        }
        conversation.send(true, initial + 1 + all.length, 0, TcpSegment.FIN, new byte[0], 0);
        conversation.send(false, 7, initial + 2 + all.length, TcpSegment.ACK, new byte[0], 0);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            expected.add(isSent[i] ? (int) all[i] : LOST);
        }
        if (!parts.isEmpty()) {
            assertEquals(expected, received(conversation));
        }
    }

    @Property(tries = 300)
    void anySegmentsNeverDoHarm(@ForAll long seed) {
        Random random = new Random(seed);
        Conversation conversation = new Conversation(new Limits(3, 3, 3, 40, 5, 2000));
        int near = random.nextInt();
        for (int i = 0; i < 300; i++) {
            int sequence = random.nextInt(8) == 0 ? random.nextInt() : near + random.nextInt(200);
            int acknowledgement = random.nextInt(8) == 0 ? random.nextInt() : near + random.nextInt(200);
            int flags = random.nextInt(3) == 0 ? random.nextInt(0x20) : TcpSegment.ACK;
            conversation
                    .from(random.nextInt(6))
                    .send(
                            random.nextBoolean(),
                            sequence,
                            acknowledgement,
                            flags,
                            new byte[random.nextInt(30)],
                            random.nextInt(10) == 0 ? random.nextInt(20) : 0);
        }
        conversation.streams.finish();
        assertEquals(0, conversation.streams.held());
    }
}
