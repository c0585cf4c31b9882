package mqttlab.relay.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Summary;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;

/// Says what befalls the packets of one direction of a connection. The rules look at each in their order, and at the
/// packet as it came: only what they do to it adds up.
public final class Judge {

    private final Rules rules;
    private final long connection;
    private final Direction direction;
    private final Trace trace = new Trace();
    private int known;
    private List<Watch> watches = List.of();
    private String clientId = "";

    /// @param connection its number, which is one of the seeds
    public Judge(Rules rules, long connection, Direction direction) {
        this.rules = rules;
        this.connection = connection;
        this.direction = direction;
    }

    /// Whose connection it is, as soon as that is known.
    public void clientId(String id) {
        clientId = id;
    }

    private List<Watch> watches() {
        int now = rules.changes();
        if (now != known) {
            List<Watch> fresh = new ArrayList<>();
            for (Rule rule : rules.all()) {
                fresh.add(watches.stream()
                        .filter(each -> each.rule().number() == rule.number())
                        .findFirst()
                        .orElseGet(() -> new Watch(rule, rules.seed(), connection, direction)));
            }
            watches = fresh;
            known = now;
        }
        return watches;
    }

    /// Whether a packet that begins with this byte may be touched, and so has to be judged.
    public boolean mayTouch(byte first) {
        List<Watch> all = watches();
        PacketType type = all.isEmpty() ? null : PacketType.of((first & 0xff) >>> 4);
        for (Watch each : all) {
            if (each.mayTouch(type, clientId)) {
                return true;
            }
        }
        return false;
    }

    /// How many bytes may pass in a second; [Long#MAX_VALUE] for any number.
    public long bytesPerSecond() {
        long least = Long.MAX_VALUE;
        for (Watch each : watches()) {
            if (each.rule().fault().action() instanceof Action.Throttle(long most) && each.concerns(clientId)) {
                least = Math.min(least, most);
            }
        }
        return least;
    }

    /// So many bytes had to wait since no more may pass in a second.
    public void heldUp(long bytes) {
        for (Watch each : watches()) {
            if (each.rule().fault().action() instanceof Action.Throttle && each.concerns(clientId)) {
                each.rule().touch(bytes);
            }
        }
    }

    /// Judges a packet that [may be touched][#mayTouch].
    ///
    /// @param packet is kept, and not changed
    /// @param said by the connection so far
    public Verdict judge(byte[] packet, Conversation said) {
        Verdict verdict = new Verdict(packet);
        PacketType type = PacketType.of((packet[0] & 0xff) >>> 4);
        Packet read = said.read(trace, direction, packet, 0, packet.length);
        for (Watch each : watches()) {
            if (verdict.copies == 0) {
                break;
            }
            if (each.mayTouch(type, clientId) && each.befalls(trace)) {
                apply(each, verdict, said);
            }
        }
        if (verdict.copies == 0) {
            TextBuffer text = new TextBuffer(128);
            Summary.print(text, trace, read);
            verdict.summary = text.toString().replaceAll(" +", " ").strip();
        }
        return verdict;
    }

    private void apply(Watch watch, Verdict it, Conversation said) {
        Rule rule = watch.rule();
        switch (rule.fault().action()) {
            case Action.Drop() -> {
                it.copies = 0;
                it.mark("dropped", rule);
            }
            case Action.Delay(long nanos, long jitter) -> {
                long delay = nanos + Math.round((2 * watch.dice().nextDouble() - 1) * jitter);
                it.delay += delay;
                it.mark("delayed " + Math.round(delay / 1e4) / 1e2 + " ms", rule);
            }
            case Action.Duplicate() -> {
                it.copies++;
                it.mark("duplicated", rule);
            }
            case Action.Truncate(int length) -> truncate(length, it, rule);
            case Action.Corrupt corrupt -> corrupt(corrupt, watch.dice(), it, rule);
            case Action.Change(var patch) -> {
                Trace now = new Trace();
                Codec.trace(now, it.bytes, 0, it.bytes.length, said.version().version(), direction);
                byte[] changed = patch.applied(now);
                if (changed != null) {
                    it.bytes = changed;
                    it.mark(patch.name() + " set", rule);
                }
            }
            case Action.Cut(boolean isAfter) -> {
                it.isCut = true;
                it.copies = isAfter ? it.copies : 0;
                it.mark(isAfter ? "connection cut behind it" : "connection cut", rule);
            }
            case Action.Throttle _ -> throw new AssertionError("a packet is never throttled");
        }
    }

    private static void truncate(int length, Verdict it, Rule rule) {
        if (length < it.bytes.length) {
            it.mark("truncated from " + it.bytes.length + " to " + length + " bytes", rule);
            it.bytes = Arrays.copyOf(it.bytes, length);
        }
    }

    private static void corrupt(Action.Corrupt corrupt, Random dice, Verdict it, Rule rule) {
        int at = corrupt.at().orElseGet(() -> dice.nextInt(Math.max(1, it.bytes.length)));
        int bit = 1 << dice.nextInt(8);
        if (at < it.bytes.length) {
            it.bytes = it.bytes.clone();
            it.bytes[at] ^= (byte) bit;
            it.mark("bit 0x" + Integer.toHexString(bit) + " of byte " + at + " flipped", rule);
        }
    }
}
