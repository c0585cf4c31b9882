package mqttlab.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.hub.Connection;
import mqttlab.broker.hub.Link;
import mqttlab.net.Arrival;
import mqttlab.net.Peers;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// A connection: the last handler of its channel, and what the hub knows of it. MQTT's bytes come as [ByteBuf] in
/// [#channelRead], and go as such.
///
/// The handlers before it hold back [#channelActive] until they are done: the connection is then open for MQTT.
// What fails ends the channel, and [#channelInactive] tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelLink extends ChannelInboundHandlerAdapter implements Link {

    private final Channel channel;
    private final HubLoop hub;
    private final Arrival arrival;
    /// What was written and has not left yet.
    private final AtomicLong backlog = new AtomicLong();

    // Of the hub's thread.
    long number;

    @Nullable
    Connection connection;

    private boolean isClosing;

    // Of the channel's thread.
    private boolean isOpen;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean isPaused;
    private boolean isTooFast;
    /// Null where the end is not of our making.
    private @Nullable String end;

    /// What was read and is not heard yet: null where the channel has the hub's thread.
    private @Nullable AtomicLong unheard;

    ChannelLink(HubLoop hub, Arrival arrival) {
        this.channel = arrival.channel();
        this.hub = hub;
        this.arrival = arrival;
    }

    // What the channel has to say.

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        isOpen = true;
        expectNothing();
        if (!hub.isHere()) {
            unheard = new AtomicLong();
        }
        hub.run(() -> hub.open(this));
    }

    private void expect(long millis, Runnable orElse) {
        expectNothing();
        deadline = channel.eventLoop().schedule(orElse, millis, TimeUnit.MILLISECONDS);
    }

    private void expectNothing() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!isOpen) {
                arrival.refuse("it has sent bytes before it had an answer");
            } else if (unheard == null) {
                hub.received(this, bytes);
            } else {
                handOver(ByteBufUtil.getBytes(bytes), unheard);
            }
        } finally {
            bytes.release();
        }
    }

    private void handOver(byte[] bytes, AtomicLong waiting) {
        if (waiting.addAndGet(bytes.length) > Tuning.UNHEARD) {
            isTooFast = true;
            read();
        }
        hub.execute(() -> {
            try {
                hub.received(this, bytes, bytes.length);
            } catch (OutOfMemoryError e) {
                // Something is missing from what this client has said: no more is heard.
                isClosing = true;
                channel.eventLoop().execute(() -> fail(e));
            } finally {
                heard(bytes.length, waiting);
            }
        });
    }

    private void heard(int length, AtomicLong waiting) {
        long before = waiting.getAndAdd(-length);
        if (before > Tuning.UNHEARD && before - length <= Tuning.UNHEARD) {
            channel.eventLoop().execute(() -> {
                isTooFast = waiting.get() > Tuning.UNHEARD;
                read();
            });
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        expectNothing();
        if (isOpen) {
            String why = end == null ? arrival.end() : end;
            hub.run(() -> hub.closed(this, why));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (isOpen) {
            end = Peers.reason(cause);
            channel.close();
        } else {
            arrival.refuse(Peers.reason(cause));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ReferenceCountUtil.release(event);
    }

    // What the hub wants.

    @Override
    public void write(byte[] bytes, int length) {
        try {
            send(bytes, length);
        } catch (OutOfMemoryError e) {
            // Something is missing from what this client is sent; the others have to be sent theirs.
            channel.eventLoop().execute(() -> fail(e));
        }
    }

    private void send(byte[] bytes, int length) {
        hub.tapped(this, Direction.SERVER_TO_CLIENT, bytes, length);
        backlog.addAndGet(length);
        for (int from = 0; from < length; from += Tuning.MOST_WRITTEN) {
            int part = Math.min(length - from, Tuning.MOST_WRITTEN);
            ByteBuf copy = channel.alloc().directBuffer(part).writeBytes(bytes, from, part);
            boolean isLast = from + part == length;
            Future<Void> sent = isLast ? channel.writeAndFlush(copy) : channel.write(copy);
            sent.addListener(_ -> left(part));
        }
    }

    private void left(int length) {
        long before = backlog.getAndAdd(-length);
        if (before > hub.lowWater() && before - length <= hub.lowWater()) {
            // Later: it may have left while the hub was writing it.
            hub.execute(() -> hub.drained(this));
        }
    }

    @Override
    public long backlog() {
        return backlog.get();
    }

    /// Whether the hub still wants what comes.
    boolean isHeard() {
        return !isClosing;
    }

    @Override
    public void close() {
        if (!isClosing) {
            isClosing = true;
            channel.eventLoop().execute(this::part);
        }
    }

    /// What is closed with bytes unread is reset, and the client may lose what was sent last: our end goes first, and
    /// what still comes is read and thrown away.
    private void part() {
        if (!channel.isActive()) {
            return;
        }
        isPaused = false;
        isTooFast = false;
        read();
        end = "closed by the broker";
        expect(TimeUnit.SECONDS.toMillis(Tuning.CLOSING_SECONDS), channel::close);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shutOutput());
    }

    private void shutOutput() {
        if (!channel.isActive()) {
            return;
        }
        expect(Tuning.PARTING_MILLIS, channel::close);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            ((DuplexChannel) channel).shutdownOutput();
        } else {
            tls.closeOutbound();
        }
    }

    @Override
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    private void pause(boolean on) {
        channel.eventLoop().execute(() -> {
            isPaused = on;
            read();
        });
    }

    /// Reads on, or not.
    private void read() {
        channel.config().setAutoRead(!isPaused && !isTooFast);
    }

    @Override
    public String peer() {
        return arrival.peer();
    }

    @Override
    public String listener() {
        return arrival.listener();
    }

    @Override
    public @Nullable String certificateName() {
        return arrival.certificateName();
    }
}
