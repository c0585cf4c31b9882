package mqttlab.relay;

import java.util.Arrays;
import mqttlab.dissector.Conversation;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Trace;
import mqttlab.relay.fault.Judge;
import mqttlab.relay.fault.Verdict;
import org.jspecify.annotations.Nullable;

/// One direction of a relayed connection: cuts what comes into packets, and passes it on. A packet is collected only
/// where a rule may touch it, or it says what has to be known; all others pass as they come, in pieces too.
final class Lane {

    /// A packet that is longer is never collected, in bytes.
    static final int LONGEST = 16 << 20;

    /// The longest fixed header.
    private static final int HEADER = 5;

    private static final byte[] NOTHING = {};

    private final Passage passage;
    private final Direction direction;
    private final Conversation said;
    private final Judge judge;
    private final Outlet outlet;

    /// What is still to come of a packet that passes as it comes.
    private int rest;
    /// The beginning of a packet that is collected, or of a fixed header.
    private byte[] kept = NOTHING;

    private int have;
    private boolean hasBegun;
    private boolean isRaw;
    private boolean isDone;

    Lane(Passage passage, Direction direction, Conversation said, Judge judge, Outlet outlet) {
        this.passage = passage;
        this.direction = direction;
        this.said = said;
        this.judge = judge;
        this.outlet = outlet;
    }

    /// Takes the next bytes. They are kept, and never changed.
    void received(byte[] bytes, int from, int to, long now) {
        outlet.ration(judge.bytesPerSecond());
        int start = from;
        int at = from;
        while (at < to && !isRaw && !isDone) {
            if (rest > 0) {
                int count = Math.min(rest, to - at);
                rest -= count;
                at += count;
            } else if (have > 0) {
                at = collect(bytes, at, to, now);
                start = at;
            } else if (!isExpected(bytes[at])) {
                passage.isNotMqtt(direction, bytes[at], now);
            } else {
                int length = length(bytes, at, to);
                if (length < 0) {
                    passage.isMalformed(direction, now);
                } else if (length == 0 || isWanted(bytes[at], length)) {
                    pass(bytes, start, at, now);
                    at = begin(bytes, at, to, length, now);
                    start = at;
                } else {
                    rest = length;
                }
            }
        }
        if (!isDone) {
            pass(bytes, start, to, now);
        }
    }

    /// Begins to collect a packet, or ends it at once where it is whole. Returns where the next begins.
    private int begin(byte[] bytes, int at, int to, int length, long now) {
        if (length > 0 && length <= to - at) {
            judge(Arrays.copyOfRange(bytes, at, at + length), now);
            return at + length;
        }
        kept = Arrays.copyOfRange(bytes, at, at + Math.max(HEADER, to - at));
        have = to - at;
        return to;
    }

    /// Adds what the packet lacks. Returns where the next begins.
    private int collect(byte[] bytes, int from, int to, long now) {
        int at = from;
        int length = length(kept, 0, have);
        while (length == 0 && at < to) {
            kept[have++] = bytes[at++];
            length = length(kept, 0, have);
            if (length < 0) {
                // With it goes what is kept.
                passage.isMalformed(direction, now);
                return at;
            }
            if (length > 0 && !isWanted(kept[0], length)) {
                rest = length - have;
                letGo(now);
                return at;
            }
        }
        if (length == 0) {
            return at;
        }
        int count = Math.min(length - have, to - at);
        room(have + count, length);
        System.arraycopy(bytes, at, kept, have, count);
        have += count;
        if (have == length) {
            byte[] packet = kept.length == length ? kept : Arrays.copyOf(kept, length);
            kept = NOTHING;
            have = 0;
            judge(packet, now);
        }
        return at + count;
    }

    /// A length that lies is no reason to allocate.
    private void room(int needed, int length) {
        if (kept.length < needed) {
            kept = Arrays.copyOf(kept, Math.min(length, Math.max(needed, 2 * kept.length)));
        }
    }

    /// Passes what is kept as it is.
    private void letGo(long now) {
        byte[] bytes = kept;
        int count = have;
        kept = NOTHING;
        have = 0;
        pass(bytes, 0, count, now);
    }

    /// The length of the packet that begins here; 0 where its fixed header goes on, -1 where that is none.
    private static int length(byte[] bytes, int at, int to) {
        int length = 0;
        for (int i = 1; i < HEADER && at + i < to; i++) {
            length |= (bytes[at + i] & 0x7f) << 7 * (i - 1);
            if (bytes[at + i] >= 0) {
                return 1 + i + length;
            }
        }
        return to - at >= HEADER ? -1 : 0;
    }

    /// Whether a connection that begins with this may be MQTT. A client begins with CONNECT; a server with CONNACK, or
    /// with AUTH in 5.0.
    private boolean isExpected(byte first) {
        boolean isFirst = !hasBegun;
        hasBegun = true;
        return !isFirst
                || (direction == Direction.CLIENT_TO_SERVER
                        ? first == PacketType.CONNECT.number() << 4
                        : is(first, PacketType.CONNACK) || is(first, PacketType.AUTH));
    }

    private static boolean is(byte first, PacketType type) {
        return (first & 0xff) >>> 4 == type.number();
    }

    /// Whether the packet is to be collected.
    private boolean isWanted(byte first, int length) {
        boolean isJudged = judge.mayTouch(first);
        if (isJudged && length > LONGEST) {
            passage.isTooLong(direction, length);
        }
        return length <= LONGEST && (isJudged || isTelling(first));
    }

    /// Whether the packet tells the version or the client's identifier.
    private boolean isTelling(byte first) {
        return direction == Direction.CLIENT_TO_SERVER
                ? is(first, PacketType.CONNECT)
                : is(first, PacketType.CONNACK) && passage.clientId().isEmpty();
    }

    private void judge(byte[] packet, long now) {
        if (isTelling(packet[0])) {
            learn(packet);
        }
        if (!judge.mayTouch(packet[0])) {
            pass(packet, 0, packet.length, now);
            return;
        }
        Verdict verdict = judge.judge(packet, said);
        String mark = verdict.mark();
        passage.came(direction, packet, 0, packet.length, mark, now);
        if (verdict.copies() == 0) {
            outlet.note(verdict.summary() + ": " + mark, now);
        }
        for (int i = 0; i < verdict.copies(); i++) {
            String copy = i == 0 ? mark : "copy of the one before: " + mark;
            send(verdict.bytes(), 0, verdict.bytes().length, copy, now, verdict.delay());
        }
        if (verdict.isCut()) {
            isDone = true;
            outlet.cut(now);
        }
    }

    private void learn(byte[] packet) {
        Packet read = said.read(new Trace(), direction, packet, 0, packet.length);
        if (read instanceof Connect connect) {
            passage.isOf(connect.clientId());
        } else if (read instanceof ConnAck answer) {
            String assigned = answer.properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
            passage.isOf(assigned == null ? "" : assigned);
        }
    }

    private void pass(byte[] bytes, int from, int to, long now) {
        if (from < to) {
            passage.came(direction, bytes, from, to, null, now);
            send(bytes, from, to, null, now, 0);
        }
    }

    private void send(byte[] bytes, int from, int to, @Nullable String mark, long now, long delay) {
        if (outlet.send(bytes, from, to, mark, now, delay)) {
            judge.heldUp(to - from);
        }
    }

    /// From now on all passes as it is.
    void goRaw(long now) {
        isRaw = true;
        letGo(now);
    }

    /// The sender sends no more.
    void ended(long now) {
        if (!isDone) {
            isDone = true;
            letGo(now);
            outlet.end(now);
        }
    }

    void tick(long now) {
        outlet.ration(judge.bytesPerSecond());
        outlet.flush(now);
    }
}
