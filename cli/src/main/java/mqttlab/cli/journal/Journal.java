package mqttlab.cli.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.file.PcapngWriter;
import mqttlab.cli.command.Wire;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.TappedConnections;
import mqttlab.packet.Direction;

/// All bytes of MQTT that brokers, clients and others of this process have sent and received, as the frames of a
/// capture, numbered from 1. When there are too many bytes the oldest frames are forgotten, and counted; numbers go on.
///
/// Any thread may call at any time.
public final class Journal implements Wire, Frames {

    /// How much is kept, in bytes.
    private static final long ROOM = 64L << 20;
    /// What a frame costs beside its bytes.
    private static final long OVERHEAD = 128;

    private static final byte[] NO_BYTES = new byte[0];

    private final long room;
    private final TappedConnections connections = new TappedConnections(this::keep);
    private final Heard heard = new Heard();
    private final ArrayDeque<CapturedFrame> kept = new ArrayDeque<>();
    private long size;
    private long opened;
    private long last;

    public Journal() {
        this(ROOM);
    }

    /// @param room how much is kept, in bytes
    Journal(long room) {
        this.room = room;
    }

    @Override
    public synchronized Line opened(Direction teller, InetSocketAddress client, InetSocketAddress server) {
        long number = heard.number(teller, client, server, opened + 1);
        if (number <= opened) {
            return (MarkLine) (direction, mark) -> mark(number, direction, mark);
        }
        opened = number;
        connections.opened(number, 0, client, server, now());
        return new Line() {
            @Override
            public void bytes(Direction direction, byte[] bytes, int offset, int length) {
                synchronized (Journal.this) {
                    connections.bytes(number, direction, bytes, offset, length, now());
                }
            }

            @Override
            public void mark(Direction direction, String mark) {
                Journal.this.mark(number, direction, mark);
            }

            @Override
            public void closed(Direction by) {
                synchronized (Journal.this) {
                    connections.closed(number, by, now());
                }
            }
        };
    }

    /// Of an end that tells of a connection which is heard from the other: only it knows what it has done to packets.
    @FunctionalInterface
    private interface MarkLine extends Line {
        @Override
        void mark(Direction direction, String mark);

        @Override
        default void bytes(Direction direction, byte[] bytes, int offset, int length) {}

        @Override
        default void closed(Direction by) {}
    }

    private synchronized void mark(long number, Direction direction, String mark) {
        connections.bytes(number, direction, NO_BYTES, mark, now());
    }

    private void keep(CapturedFrame lent) {
        CapturedFrame frame = lent.copy();
        kept.add(frame);
        last = frame.number();
        size += cost(frame);
        while (size > room && kept.size() > 1) {
            size -= cost(kept.remove());
        }
        notifyAll();
    }

    private static long cost(CapturedFrame frame) {
        return OVERHEAD + frame.capturedLength();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /// How many frames were forgotten, to make room or because they were to be.
    public synchronized long forgotten() {
        return last - kept.size();
    }

    /// Forgets all frames. Connections that are open stay so.
    public synchronized void clear() {
        kept.clear();
        size = 0;
    }

    @Override
    public void read(Consumer<? super CapturedFrame> sink) {
        since(0).forEach(sink);
    }

    /// The frames with numbers beyond this one, as far as they are kept, the oldest first.
    synchronized List<CapturedFrame> since(long number) {
        List<CapturedFrame> newer = new ArrayList<>();
        for (Iterator<CapturedFrame> all = kept.descendingIterator(); all.hasNext(); ) {
            CapturedFrame frame = all.next();
            if (frame.number() <= number) {
                break;
            }
            newer.add(frame);
        }
        Collections.reverse(newer);
        return newer;
    }

    /// Waits until there is a frame with a number beyond this one; false where none has come in time.
    synchronized boolean await(long number, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; last <= number; left = deadline - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /// Where the packets that are to come begin, as of [Seen#id].
    public synchronized long end() {
        return PacketId.first(last + 1);
    }

    /// Tells of every packet that a query finds, from one on, and of those to come: on a thread of its own, until
    /// this is closed.
    ///
    /// @param from the first packet, as of [Seen#id]: 0 for all that are kept, [#end] for those to come
    /// @param found is lent each packet
    public Watch watch(Query query, long from, Consumer<? super Seen> found) {
        return new Watch(this, query, from, found);
    }

    /// The first packet that a query finds, from one on, as of [Seen#id]: waits for it. [Seen#NONE] where none has
    /// come in time.
    public long find(Query query, long from, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        long[] first = {Seen.NONE};
        Search search = new Search(query, from, seen -> {
            first[0] = first[0] == Seen.NONE ? seen.id() : first[0];
        });
        long read = 0;
        do {
            for (CapturedFrame frame : since(read)) {
                search.accept(frame);
                read = frame.number();
                if (first[0] != Seen.NONE) {
                    return first[0];
                }
            }
        } while (await(read, deadline - System.nanoTime()));
        return Seen.NONE;
    }

    /// Writes all frames to a pcapng file, in place of what was there. Returns how many.
    public long save(Path file) throws IOException {
        return save(Files.newOutputStream(file));
    }

    /// The same to a stream, which is closed.
    public long save(OutputStream out) throws IOException {
        List<CapturedFrame> all = since(0);
        try (PcapngWriter writer = new PcapngWriter(out, "mqttlab")) {
            int id = writer.addInterface("mqttlab", TappedConnections.LINK_TYPE, 0);
            for (CapturedFrame frame : all) {
                writer.write(id, frame);
            }
        }
        return all.size();
    }
}
