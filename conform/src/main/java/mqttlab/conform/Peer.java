package mqttlab.conform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import org.jspecify.annotations.Nullable;

/// A connection of one client: sends bytes, and keeps what comes until it is asked for.
final class Peer implements AutoCloseable {

    /// What has come.
    sealed interface Event {}

    /// A packet; null where the bytes are none.
    record Came(@Nullable Packet packet, Utterance utterance) implements Event {}

    /// The server has closed the connection.
    record Gone() implements Event {}

    /// What a server may send in one packet; more is no answer to anything said here.
    private static final int MOST = 4 << 20;
    /// What it may send in all, each packet counted as some bytes more.
    private static final long MOST_OF_ALL = 64L << 20;
    private static final int PACKET = 256;

    private final Way.Line line;
    private final Recording.Watch watch;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean isOurEnd;
    private long received;

    Peer(Target server, Recording.Watch watch) throws IOException {
        this.watch = watch;
        line = server.way().open(server.timeout());
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try {
            byte[] buffer = new byte[4096];
            int length = 0;
            while (true) {
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
                int count = line.read(buffer, length, buffer.length - length);
                if (count < 0) {
                    gone(length > 0 ? Arrays.copyOf(buffer, length) : new byte[0], false);
                    return;
                }
                length = take(buffer, length + count);
                if (length < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            gone(new byte[0], true);
        }
    }

    /// Takes whole packets from the buffer; returns how many bytes are left, or -1 where they cannot be packets.
    private int take(byte[] buffer, int length) {
        int from = 0;
        while (true) {
            Framing framing = Framing.next(buffer, from, length);
            if (received > MOST_OF_ALL) {
                return -1;
            }
            if (framing instanceof Framing.Whole whole) {
                received += PACKET + whole.length();
                came(Arrays.copyOfRange(buffer, from, from + whole.length()));
                from += whole.length();
            } else if (framing instanceof Framing.Malformed || length - from > MOST) {
                came(Arrays.copyOfRange(buffer, from, Math.min(length, from + 64)));
                return -1;
            } else {
                System.arraycopy(buffer, from, buffer, 0, length - from);
                return length - from;
            }
        }
    }

    private void came(byte[] bytes) {
        if (!isOurEnd) {
            events.add(watch.packet(Direction.SERVER_TO_CLIENT, bytes));
        }
    }

    /// @param rest of a packet that was not sent to its end
    private void gone(byte[] rest, boolean isReset) {
        if (!isOurEnd) {
            if (rest.length > 0) {
                came(rest);
            }
            watch.end(Direction.SERVER_TO_CLIENT, isReset);
            events.add(new Gone());
        }
    }

    /// Sends packets in one go. That the server has closed meanwhile shows in what comes.
    void send(List<byte[]> packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            watch.packet(Direction.CLIENT_TO_SERVER, packet);
            all.writeBytes(packet);
        }
        try {
            line.write(all.toByteArray());
        } catch (IOException _) {
            // The reader finds the end, behind what came before it.
        }
    }

    /// What has come next, or null where nothing has until the time given in nanoseconds.
    @Nullable
    Event next(long deadline) throws InterruptedException {
        return events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /// Whether the server has closed, and all that it said before was asked for.
    boolean isGone() {
        return events.peek() instanceof Gone;
    }

    void end(boolean isReset) {
        isOurEnd = true;
        watch.end(Direction.CLIENT_TO_SERVER, isReset);
        line.end(isReset);
    }

    @Override
    public void close() {
        end(false);
    }
}
