package mqttlab.broker.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a client may send that nobody has tested: conversations of captured packets in any order, some of them damaged.
record Rubbish(Captured captured, RandomGenerator random) {

    private static final int MOST_PACKETS = 20;
    private static final int MOST_DAMAGE = 4;
    /// What is worth trying where a byte is replaced: ends of ranges, and lengths that are none.
    private static final byte[] EDGES = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff, '#', '+', '/', '$'};

    /// The bytes of a connection, at least one: mostly a CONNECT that is accepted, and packets behind it.
    byte[] conversation() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] connect = any(captured.connects());
        all.writeBytes(random.nextInt(4) == 0 ? damaged(connect) : connect);
        for (int i = random.nextInt(MOST_PACKETS); i > 0; i--) {
            byte[] packet = random.nextInt(50) == 0 ? any(captured.connects()) : any(captured.others());
            all.writeBytes(random.nextInt(3) == 0 ? damaged(packet) : packet);
        }
        if (all.size() == 0) {
            all.write(random.nextInt());
        }
        return all.toByteArray();
    }

    /// Bytes that are nothing at all.
    byte[] noise() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] any(List<byte[]> packets) {
        return packets.get(random.nextInt(packets.size()));
    }

    private byte[] damaged(byte[] packet) {
        byte[] bytes = packet.clone();
        for (int i = random.nextInt(MOST_DAMAGE); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = joined(bytes, at, at + Math.min(bytes.length - at, random.nextInt(8)));
                case 5 -> bytes = joined(bytes, at, Math.max(0, at - random.nextInt(8)));
                default -> bytes = withRightLength(bytes);
            }
        }
        return random.nextBoolean() ? withRightLength(bytes) : bytes;
    }

    /// The first bytes up to `end`, and those from `begin`: some are left out, or stand there twice.
    private static byte[] joined(byte[] bytes, int end, int begin) {
        byte[] joined = Arrays.copyOf(bytes, end + bytes.length - begin);
        System.arraycopy(bytes, begin, joined, end, bytes.length - begin);
        return joined;
    }

    /// The same with a Remaining Length that says how long it is, so that what is wrong is found further in. Only those
    /// of a byte are changed: others are left to be wrong.
    private static byte[] withRightLength(byte[] bytes) {
        if (bytes.length >= 2 && bytes.length <= 129) {
            byte[] right = bytes.clone();
            right[1] = (byte) (bytes.length - 2);
            return right;
        }
        return bytes;
    }
}
