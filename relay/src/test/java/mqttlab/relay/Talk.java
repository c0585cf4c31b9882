package mqttlab.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import mqttlab.relay.fault.Fault;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// A conversation through a [Passage]: what either says, and what comes out at the other.
final class Talk implements Output, Tap {

    static final long MILLI = 1_000_000;

    final Rules rules;
    final Passage passage;
    private final ByteArrayOutputStream[] out = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    private final ByteArrayOutputStream[][] tapped = {
        {new ByteArrayOutputStream(), new ByteArrayOutputStream()},
        {new ByteArrayOutputStream(), new ByteArrayOutputStream()}
    };
    private final List<String> events = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private Version version = Version.V5;
    private long now = 1_000_000_000_000_000_000L;
    private final long begin = now;
    private long wakeAt = Long.MAX_VALUE;

    Talk(String... faults) {
        this(1, faults);
    }

    Talk(long seed, String... faults) {
        rules = new Rules(seed);
        for (String each : faults) {
            rules.add(Fault.parse(each));
        }
        passage = new Passage(1, rules, this, this);
    }

    static Connect connect(String id) {
        return new Connect(Version.V5, false, id, true, 60, Properties.NONE, null, null, null);
    }

    static ConnAck welcome() {
        return new ConnAck(false, 0, Properties.NONE);
    }

    static Publish publish(String topic, int qos, int id, String text) {
        return new Publish(topic, qos, false, false, id, Properties.NONE, Bytes.of(text.getBytes()));
    }

    /// Both have introduced themselves, and nobody need look.
    Talk begun() {
        client(connect("kitchen")).server(welcome());
        took(Direction.CLIENT_TO_SERVER);
        took(Direction.SERVER_TO_CLIENT);
        marks.clear();
        return this;
    }

    Talk client(Packet... packets) {
        return says(Direction.CLIENT_TO_SERVER, packets);
    }

    Talk server(Packet... packets) {
        return says(Direction.SERVER_TO_CLIENT, packets);
    }

    private Talk says(Direction direction, Packet... packets) {
        for (Packet each : packets) {
            bytes(direction, Codec.write(each, version));
        }
        return this;
    }

    Talk bytes(Direction direction, byte... bytes) {
        passage.received(direction, bytes, 0, bytes.length, now);
        return this;
    }

    Talk ends(Direction direction) {
        passage.ended(direction, now);
        return this;
    }

    /// Time goes by, and what was asked for meanwhile happens.
    Talk after(long millis) {
        long until = now + millis * MILLI;
        while (wakeAt <= until) {
            now = Math.max(now, wakeAt);
            passage.tick(now);
        }
        now = until;
        return this;
    }

    Talk serverGot(Packet... packets) {
        return got(Direction.CLIENT_TO_SERVER, packets);
    }

    Talk clientGot(Packet... packets) {
        return got(Direction.SERVER_TO_CLIENT, packets);
    }

    private Talk got(Direction direction, Packet... packets) {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (Packet each : packets) {
            expected.writeBytes(Codec.write(each, version));
        }
        assertEquals(
                HexFormat.of().formatHex(expected.toByteArray()), HexFormat.of().formatHex(took(direction)));
        return this;
    }

    /// What has come out since the last look.
    byte[] took(Direction direction) {
        byte[] bytes = out[direction.ordinal()].toByteArray();
        out[direction.ordinal()].reset();
        return bytes;
    }

    /// All that the tap saw of a direction on a side.
    byte[] tapped(Side side, Direction direction) {
        return tapped[side.ordinal()][direction.ordinal()].toByteArray();
    }

    /// What was marked since the last look, without the rules' numbers and texts.
    Talk marked(String... expected) {
        assertEquals(Arrays.asList(expected), marks);
        marks.clear();
        return this;
    }

    Talk happened(String... expected) {
        assertEquals(Arrays.asList(expected), events);
        events.clear();
        return this;
    }

    List<String> events() {
        return events;
    }

    long millis() {
        return (now - begin) / MILLI;
    }

    @Override
    public void send(Direction direction, byte[] bytes, int from, int to) {
        out[direction.ordinal()].write(bytes, from, to - from);
    }

    @Override
    public void end(Direction direction) {
        events.add("end " + direction);
    }

    @Override
    public void cut() {
        events.add("cut");
    }

    @Override
    public void pause(Direction direction, boolean on) {
        events.add((on ? "pause " : "resume ") + direction);
    }

    @Override
    public void wake(long at) {
        wakeAt = at;
    }

    @Override
    public void notice(String what) {
        events.add(what);
    }

    @Override
    public void opened(long connection, Side side, String client, String server, long time) {}

    @Override
    public void bytes(
            long connection,
            Side side,
            Direction direction,
            byte[] bytes,
            int from,
            int to,
            @Nullable String mark,
            long time) {
        tapped[side.ordinal()][direction.ordinal()].write(bytes, from, to - from);
        if (mark != null) {
            marks.add(side + " " + (to - from) + " " + mark.replaceAll(" by rule [0-9]+ \\(.*?\\)(?=;|$)", ""));
        }
    }

    @Override
    public void closed(long connection, Side side, Direction by, long time) {
        events.add(side + " closed by " + by);
    }
}
