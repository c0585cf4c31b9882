package mqttlab.relay;

import mqttlab.dissector.Conversation;
import mqttlab.packet.Direction;
import mqttlab.relay.fault.Judge;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// A relayed connection, without I/O: told of bytes, ends and the time, it asks its [Output] for what is to be done,
/// and tells a [Tap]. Times are nanoseconds since 1970 that never go back. Used by one thread.
///
/// A direction that its sender ends is ended for its receiver too, and the other stays open. What a rule delays or
/// holds up is kept here, up to 4 MiB in a direction; then the sender is read no further.
final class Passage implements Outlet.Ends {

    private final long number;
    private final Output output;
    private final @Nullable Tap tap;
    private final Conversation said = new Conversation();
    private final Way up;
    private final Way down;
    /// Other threads may ask.
    private volatile String clientId = "";
    private boolean isRaw;
    private boolean isOver;
    private boolean wasTooLong;
    private @Nullable Direction endedFirst;
    private long wakeAt = Long.MAX_VALUE;

    /// One direction.
    private record Way(Judge judge, Outlet outlet, Lane lane) {}

    /// @param number of the connection, from 1: one of the seeds of what is left to chance
    Passage(long number, Rules rules, Output output, @Nullable Tap tap) {
        this.number = number;
        this.output = output;
        this.tap = tap;
        up = way(rules, Direction.CLIENT_TO_SERVER);
        down = way(rules, Direction.SERVER_TO_CLIENT);
    }

    private Way way(Rules rules, Direction direction) {
        Judge judge = new Judge(rules, number, direction);
        Outlet outlet = new Outlet(direction, output, this);
        return new Way(judge, outlet, new Lane(this, direction, said, judge, outlet));
    }

    private Way way(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? up : down;
    }

    // What the network says.

    /// The sender of that direction has sent bytes. They are kept, and never changed.
    void received(Direction direction, byte[] bytes, int from, int to, long now) {
        if (!isOver) {
            way(direction).lane.received(bytes, from, to, now);
            tick(now);
        }
    }

    /// The sender of that direction sends no more.
    void ended(Direction direction, long now) {
        if (!isOver) {
            endedFirst = endedFirst == null ? direction : endedFirst;
            way(direction).lane.ended(now);
            tick(now);
        }
    }

    /// The connection of the sender of that direction is gone.
    void broken(Direction direction, long now) {
        if (!isOver) {
            endedFirst = endedFirst == null ? direction : endedFirst;
            cutOff(direction, now);
            tick(now);
        }
    }

    /// It is that late.
    void tick(long now) {
        up.lane.tick(now);
        down.lane.tick(now);
        long next = isOver ? Long.MAX_VALUE : Math.min(up.outlet.wakeAt(), down.outlet.wakeAt());
        if (next != wakeAt) {
            wakeAt = next;
            output.wake(next);
        }
    }

    /// The client's identifier, or "" while that is not known.
    String clientId() {
        return clientId;
    }

    boolean isOver() {
        return isOver;
    }

    // What the lanes say.

    void isOf(String id) {
        clientId = id;
        up.judge.clientId(id);
        down.judge.clientId(id);
    }

    void isNotMqtt(Direction direction, byte first, long now) {
        goRaw(
                "this is not MQTT: the " + sender(direction) + " begins with 0x"
                        + Integer.toHexString(first & 0xff | 0x100).substring(1),
                now);
    }

    void isMalformed(Direction direction, long now) {
        goRaw(
                "this is no longer MQTT: a Remaining Length from the " + sender(direction)
                        + " goes on after its fourth byte",
                now);
    }

    private void goRaw(String why, long now) {
        up.lane.goRaw(now);
        down.lane.goRaw(now);
        if (!isRaw) {
            isRaw = true;
            output.notice(why + "; all passes untouched from here on");
        }
    }

    void isTooLong(Direction direction, int length) {
        if (!wasTooLong) {
            wasTooLong = true;
            output.notice("a packet of " + length + " bytes from the " + sender(direction)
                    + " is too long for rules: those above " + Lane.LONGEST + " bytes pass untouched");
        }
    }

    private static String sender(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? "client" : "server";
    }

    void came(Direction direction, byte[] bytes, int from, int to, @Nullable String mark, long now) {
        if (tap != null) {
            tap.bytes(number, Side.before(direction), direction, bytes, from, to, mark, now);
        }
    }

    // What the outlets say.

    @Override
    public void sent(Direction direction, byte[] bytes, int from, int to, @Nullable String mark, long now) {
        if (from < to) {
            output.send(direction, bytes, from, to);
        }
        if (tap != null) {
            tap.bytes(number, Side.behind(direction), direction, bytes, from, to, mark, now);
        }
    }

    @Override
    public void finished(Direction direction, long now) {
        output.end(direction);
        if (up.outlet.isEnded() && down.outlet.isEnded()) {
            close(direction, now);
        }
    }

    @Override
    public void cutOff(Direction direction, long now) {
        up.outlet.clear();
        down.outlet.clear();
        output.cut();
        close(direction, now);
    }

    private void close(Direction direction, long now) {
        isOver = true;
        if (tap != null) {
            Direction by = endedFirst == null ? direction : endedFirst;
            tap.closed(number, Side.CLIENT, by, now);
            tap.closed(number, Side.SERVER, by, now);
        }
    }
}
