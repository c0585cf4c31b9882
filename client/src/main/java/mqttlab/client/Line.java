package mqttlab.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.client.transport.Connection;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// One network connection of an engine: the thread that runs it reads and calls back, another writes, a third minds
/// the time.
final class Line {

    /// How long the server may take to close the connection after our last packet.
    private static final long LINGER = TimeUnit.SECONDS.toNanos(2);
    /// The same for a server that has not even answered CONNECT: that our packet may get to it.
    private static final long SHORT_LINGER = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_HANDLED = 32;
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SLICE = 64 * 1024;
    /// A buffer that has grown larger is thrown away.
    private static final int LARGE = 4 * 1024 * 1024;

    private final Engine engine;
    private final Connection connection;
    private final Handlers handlers;
    private final PacketInput input;
    private final Version version;
    private long opened;
    private boolean isOver;
    /// Why nothing can be written any more, or null.
    private @Nullable IOException broken;
    private long brokenAt;
    private boolean hasThrown;
    private final Results.Listener hand = this::hand;
    /// Messages that the application has finished with, and that are not acknowledged.
    private final List<Message> handled = new ArrayList<>();
    private long handledSince;

    Line(Engine engine, Connection connection, Handlers handlers) {
        this.engine = engine;
        this.connection = connection;
        engine.acknowledge = this::acknowledge;
        this.handlers = handlers;
        this.version = engine.setup.options().version();
        long max = engine.setup.options().properties().number(PropertyId.MAXIMUM_PACKET_SIZE, Framing.MAX_LENGTH);
        this.input = new PacketInput(connection, version, (int) Math.min(max, Framing.MAX_LENGTH));
    }

    /// Speaks MQTT until the connection ends. Returns why it did, or null where we wanted it.
    @Nullable
    MqttException run() {
        engine.lock.lock();
        try {
            if (engine.isStopping) {
                connection.close();
                return null;
            }
            engine.reset();
            opened = engine.now();
            engine.session.opened(opened);
        } catch (RuntimeException | Error e) {
            engine.close(threw(e));
        } finally {
            engine.lock.unlock();
        }
        Thread writer = engine.start("write", this::write);
        engine.start("clock", this::mindTheTime);
        MqttException last;
        try {
            last = read();
        } catch (RuntimeException | Error e) {
            last = threw(e);
        }
        MqttException why = end(last);
        connection.close();
        join(writer);
        tell();
        return keep(why == null ? cutOff(last) : why);
    }

    /// The application has ended the connection, and may not know that there was more to write. Returns why, or null
    /// where all was written.
    private @Nullable MqttException cutOff(MqttException last) {
        engine.lock.lock();
        try {
            return engine.hasUnwritten()
                    ? new MqttException(
                            Failure.CLOSED,
                            "The client has disconnected, and not all its messages were sent. " + last.getMessage(),
                            last)
                    : null;
        } finally {
            engine.lock.unlock();
        }
    }

    /// What was noted last, nobody else keeps before the next connection.
    private @Nullable MqttException keep(@Nullable MqttException why) {
        try {
            engine.keep();
            return why;
        } catch (MqttException e) {
            return e;
        }
    }

    private static MqttException threw(Throwable e) {
        return new MqttException(Failure.CALLBACK, "A callback threw " + e + ".", e);
    }

    /// Whether CONNACK has come, and accepted the connection.
    boolean wasAccepted() {
        engine.lock.lock();
        try {
            return engine.connAck != null;
        } finally {
            engine.lock.unlock();
        }
    }

    private @Nullable MqttException end(MqttException failure) {
        engine.lock.lock();
        try {
            engine.close(failure);
            engine.session.closed(engine.now(), engine.reason);
            isOver = true;
            engine.out.clear();
            engine.ready.signalAll();
            engine.clock.signalAll();
            engine.room.signalAll();
            engine.fewer.signalAll();
            engine.results.swap();
            return engine.reason;
        } finally {
            engine.lock.unlock();
        }
    }

    private MqttException lost(IOException failure) {
        if (!engine.session.isOpen() && failure instanceof EOFException) {
            return new MqttException(
                    Failure.NETWORK,
                    "The server closed the connection without an answer to CONNECT. Does it know " + version
                            + ", and does the port want TLS or not?",
                    failure);
        }
        return new MqttException(Failure.NETWORK, "The connection is lost: " + failure.getMessage(), failure);
    }

    private static void join(Thread thread) {
        boolean isInterrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // The reading thread.

    /// Returns how the connection was lost.
    private MqttException read() {
        try {
            while (true) {
                input.read();
                takeAll();
                tell();
            }
        } catch (IOException e) {
            engine.lock.lock();
            try {
                return lost(broken == null ? e : broken);
            } finally {
                engine.lock.unlock();
            }
        }
    }

    /// Tells the application all that has come for it.
    private void tell() {
        boolean hasTold = engine.tell(hand);
        acknowledge();
        if (hasTold) {
            engine.call(engine.setup.onPause());
        }
    }

    private void takeAll() {
        engine.lock.lock();
        try {
            engine.awaitAnswersTaken();
            engine.session.heard(engine.now());
            for (int length = input.next(); length > 0; length = input.next()) {
                if (engine.ended == Link.NEVER) {
                    take(input.array(), input.position(), input.position() + length);
                }
                input.skip(length);
            }
        } catch (PacketInput.TooLongException e) {
            int code = ReasonCode.PACKET_TOO_LARGE.value();
            String message = String.valueOf(e.getMessage());
            engine.session.end(new MqttException(Failure.PROTOCOL, message, code, Properties.NONE, e));
            input.skipAll();
        } finally {
            engine.wakeForFewer();
            engine.results.swap();
            engine.unlock();
        }
    }

    private void take(byte[] bytes, int from, int to) {
        Packet packet;
        try {
            packet = Codec.read(bytes, from, to, spoken(bytes, from, to), Direction.SERVER_TO_CLIENT);
        } catch (MalformedPacketException e) {
            engine.observe(Direction.SERVER_TO_CLIENT, null, bytes, from, to);
            engine.session.end(Nonsense.explain(e, bytes, from, to, version));
            return;
        }
        engine.observe(Direction.SERVER_TO_CLIENT, packet, bytes, from, to);
        engine.session.received(packet, engine.now());
    }

    /// The version of this packet. A server without 5.0 refuses a CONNECT of it in its own words: "the Server MUST
    /// respond
    /// to the CONNECT Packet with a CONNACK return code 0x01" [MQTT-3.1.2-2] of 3.1.1.
    private Version spoken(byte[] bytes, int from, int to) {
        boolean isOlder = version == Version.V5
                && !engine.session.isOpen()
                && to - from == 4
                && bytes[from] == (byte) (PacketType.CONNACK.number() << 4)
                && bytes[from + 1] == 2
                && bytes[from + 3] > 0;
        return isOlder ? Version.V3_1_1 : version;
    }

    private void hand(Message message) {
        if (hasThrown || engine.isStopping) {
            return;
        }
        try {
            handlers.onMessage(message);
        } catch (RuntimeException e) {
            hasThrown = true;
            acknowledge();
            engine.lock.lock();
            try {
                engine.session.end(new MqttException(
                        Failure.CALLBACK,
                        "The callback for a message to " + Show.escaped(message.topic()) + " threw " + e
                                + ". The message is not acknowledged.",
                        ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR.value(),
                        Properties.NONE,
                        e));
            } finally {
                engine.unlock();
            }
            return;
        }
        if (message.packetId() > 0) {
            if (handled.isEmpty()) {
                handledSince = System.nanoTime();
            }
            handled.add(message);
            if (handled.size() == MAX_HANDLED || System.nanoTime() - handledSince > SOON) {
                acknowledge();
            }
        }
    }

    /// Acknowledges what the application has finished with: several messages at once, but soon.
    private void acknowledge() {
        if (handled.isEmpty()) {
            return;
        }
        engine.lock.lock();
        try {
            long now = engine.now();
            for (int i = 0; i < handled.size(); i++) {
                engine.session.handled(handled.get(i), now);
            }
        } finally {
            engine.unlock();
            handled.clear();
        }
    }

    // The writing thread.

    private void write() {
        try {
            Writer batch = engine.exchange(null);
            while (batch != null) {
                engine.keep();
                write(batch);
                batch.clear();
                batch = engine.exchange(batch.array().length > LARGE ? new Writer(version) : batch);
            }
            connection.finish();
        } catch (IOException e) {
            broken(e);
        } catch (MqttException e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new MqttException(Failure.CLOSED, "The writing thread was interrupted.", e));
        }
    }

    /// By slices, so that a server that takes its time is not taken for dead.
    private void write(Writer batch) throws IOException {
        for (int from = 0; from < batch.size(); from += SLICE) {
            if (from > 0) {
                engine.taken();
            }
            connection.write(batch.array(), from, Math.min(SLICE, batch.size() - from));
        }
    }

    /// The server may have said why, before it went: the reading thread finds that first.
    private void broken(IOException e) {
        engine.lock.lock();
        try {
            if (broken == null) {
                broken = e;
                brokenAt = engine.now();
            }
            engine.clock.signal();
        } finally {
            engine.lock.unlock();
        }
    }

    private void fail(MqttException why) {
        engine.lock.lock();
        try {
            engine.close(why);
        } finally {
            engine.lock.unlock();
        }
        connection.close();
    }

    // The clock thread.

    private void mindTheTime() {
        engine.lock.lock();
        try {
            while (!isOver) {
                long now = engine.now();
                if (due() <= now) {
                    if (engine.ended != Link.NEVER || broken != null) {
                        giveUp();
                        return;
                    }
                    act(now);
                }
                // The others get the lock for a moment, even where something stays due whatever is done.
                engine.wake = Math.max(due(), now + SOON);
                engine.clock.awaitNanos(engine.wake - now);
                engine.wake = Link.NEVER;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            engine.lock.unlock();
        }
    }

    private void giveUp() {
        if (broken == null) {
            broken = new IOException("The server takes nothing more.");
        }
        engine.close(lost(broken));
        connection.close();
    }

    private long due() {
        if (engine.ended != Link.NEVER) {
            return broken == null ? engine.lastMoment(engine.connAck == null ? SHORT_LINGER : LINGER) : brokenAt;
        }
        if (broken != null) {
            return brokenAt + LINGER;
        }
        return engine.session.isOpen()
                ? engine.session.deadline()
                : opened + engine.setup.connectTimeout().toNanos();
    }

    private void act(long now) {
        if (!engine.session.isOpen()) {
            engine.session.end(new MqttException(
                    Failure.TIMEOUT,
                    "The server took the connection, but has not answered CONNECT in "
                            + engine.setup.connectTimeout().toMillis() + " ms. Does the port want TLS?"));
        } else if (engine.caller != null) {
            engine.session.busy(now);
        } else {
            engine.session.tick(now);
        }
    }
}
