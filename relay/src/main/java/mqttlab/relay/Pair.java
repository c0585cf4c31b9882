package mqttlab.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.net.Arrival;
import mqttlab.net.Peers;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// A client's connection and the one that is made to the server for it, with the [Passage] between. All on one thread,
/// but for what says otherwise.
@SuppressWarnings("FutureReturnValueIgnored")
final class Pair implements Output {

    private final Relay relay;
    private final Arrival arrival;
    private final long number;
    private final Passage passage;
    private final End client = new End(this, Direction.CLIENT_TO_SERVER);
    private final End server = new End(this, Direction.SERVER_TO_CLIENT);
    /// What the client's end has said before the server was reached.
    private final List<Runnable> early = new ArrayList<>(0);
    private @Nullable ScheduledFuture<?> alarm;
    private boolean isReached;
    private boolean isOver;

    Pair(Relay relay, Arrival arrival, long number) {
        this.relay = relay;
        this.arrival = arrival;
        this.number = number;
        passage = new Passage(number, relay.rules(), this, relay.tap());
    }

    ChannelHandler handler() {
        return client;
    }

    private Channel channel() {
        return arrival.channel();
    }

    /// The end from which that direction comes.
    private End from(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? client : server;
    }

    private End to(Direction direction) {
        return from(direction.opposite());
    }

    // What the ends say.

    void opened(Direction direction) {
        if (direction == Direction.CLIENT_TO_SERVER) {
            relay.add(number, this);
            // Nobody is there to take it.
            client.pause(true);
            tapped(Side.CLIENT, arrival.peer(), arrival.listener());
            // Not from within what the client's channel is doing: a handshake within another does not end.
            channel().eventLoop().execute(this::connect);
        } else if (isOver) {
            server.close();
        } else {
            relay.tell(new RelayEvent.Opened(number, arrival.peer()));
            reached(server.channel());
            client.pause(false);
            early.forEach(Runnable::run);
            early.clear();
            flush();
            after();
        }
    }

    private void connect() {
        relay.connector().connect(channel().eventLoop(), server).addListener(it -> {
            if (!it.isSuccess()) {
                unopened(Direction.SERVER_TO_CLIENT, Peers.reason(it.cause()));
            }
        });
    }

    private void reached(Channel to) {
        isReached = true;
        String own = to.localAddress() instanceof InetSocketAddress inet ? Peers.text(inet) : "unix socket";
        tapped(Side.SERVER, own, uri(to.remoteAddress()));
    }

    /// The server's URI, with the address that it was found at.
    private String uri(SocketAddress address) {
        Target target = relay.connector().target();
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? new Target(target.scheme(), inet.getAddress().getHostAddress(), inet.getPort(), target.path(), null)
                        .toString()
                : target.toString();
    }

    private void tapped(Side side, String from, String to) {
        Tap tap = relay.tap();
        if (tap != null) {
            tap.opened(number, side, from, to, relay.now());
        }
    }

    /// There will be no connection.
    void unopened(Direction direction, String why) {
        if (direction == Direction.SERVER_TO_CLIENT && !isOver) {
            relay.tell(new RelayEvent.Unreachable(
                    arrival.peer(), relay.connector().target().toString(), why));
            passage.broken(direction, relay.now());
            after();
        }
    }

    void received(Direction direction, byte[] bytes) {
        told(direction, () -> passage.received(direction, bytes, 0, bytes.length, relay.now()));
    }

    void flush() {
        client.flush();
        server.flush();
    }

    void ended(Direction direction) {
        told(direction, () -> {
            passage.ended(direction, relay.now());
            flush();
        });
    }

    /// That end sends no more, and takes no more.
    void left(Direction direction) {
        told(direction, () -> {
            passage.ended(direction, relay.now());
            passage.ended(direction.opposite(), relay.now());
            flush();
        });
    }

    void broken(Direction direction) {
        told(direction, () -> passage.broken(direction, relay.now()));
    }

    /// Passes on what an end says; once there is another end. A paused client still says what TLS has read already.
    private void told(Direction direction, Runnable what) {
        if (direction == Direction.CLIENT_TO_SERVER && !isReached) {
            early.add(what);
        } else {
            what.run();
            after();
        }
    }

    void await(Direction direction, boolean on) {
        from(direction).await(on);
    }

    private void after() {
        if (passage.isOver() && !isOver) {
            isOver = true;
            wake(Long.MAX_VALUE);
            client.close();
            server.close();
            relay.remove(number);
            relay.tell(new RelayEvent.Closed(number, passage.clientId()));
        }
    }

    // What the passage wants.

    @Override
    public void send(Direction direction, byte[] bytes, int from, int to) {
        to(direction).write(Unpooled.wrappedBuffer(bytes, from, to - from));
    }

    @Override
    public void end(Direction direction) {
        to(direction).shutOutput();
    }

    @Override
    public void cut() {
        client.close();
        server.close();
    }

    @Override
    public void pause(Direction direction, boolean on) {
        from(direction).pause(on);
    }

    @Override
    public void wake(long at) {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        if (at < Long.MAX_VALUE && !channel().eventLoop().isShuttingDown()) {
            long delay = Math.max(0, at - relay.now());
            alarm = channel().eventLoop().schedule(this::alarm, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void alarm() {
        alarm = null;
        passage.tick(relay.now());
        flush();
        after();
    }

    @Override
    public void notice(String what) {
        relay.tell(new RelayEvent.Notice(number, arrival.peer(), what));
    }

    // For any thread.

    Relay.Connection describe() {
        return new Relay.Connection(number, arrival.peer(), passage.clientId());
    }

    void close() {
        channel().eventLoop().execute(() -> {
            passage.broken(Direction.CLIENT_TO_SERVER, relay.now());
            after();
        });
    }
}
