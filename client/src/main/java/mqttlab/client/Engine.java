package mqttlab.client;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mqttlab.client.store.SessionStore;
import mqttlab.client.transport.Connection;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// A session, the lock around it, and the bytes that it wants to be written.
///
/// Packets are written into a buffer under the lock, and the writing thread exchanges the buffer for an empty one: who
/// publishes never waits for the network, unless the buffer is full. What the application is to be told is collected
/// under the lock, and told without it by the reading thread: while a callback takes its time, nothing is read.
final class Engine implements Output {

    /// How many bytes may wait to be written before who wants to write more has to wait.
    private static final int FULL = 256 * 1024;
    /// The same for the reading thread, which does not wait where it answers, and calls back.
    private static final int MUCH = 64 * FULL;

    final Setup setup;
    final ReentrantLock lock = new ReentrantLock();
    /// There are bytes to write, or there will be no more.
    final Condition ready = lock.newCondition();
    /// There is room for more bytes, or nothing left to wait for.
    final Condition room = lock.newCondition();
    /// Clearly fewer messages wait for their acknowledgement, or nothing waits for an answer any more.
    final Condition fewer = lock.newCondition();
    /// There is something to do earlier than was thought.
    final Condition clock = lock.newCondition();

    // What follows is only touched by who holds the lock.
    final Session session;
    final Results results = new Results();
    Writer out;
    private @Nullable Writer spare;
    /// Whether the session has noted what no packet follows yet.
    private boolean hasNotes;
    /// When the clock thread will look again.
    long wake = Link.NEVER;
    /// When this connection was to end, or [Link#NEVER].
    long ended = Link.NEVER;
    /// Whether messages are among the bytes that nobody has begun to write.
    private boolean hasMessages;
    /// Whether messages are among the bytes that are being written.
    private boolean isWritingMessages;
    /// When the writing thread last got on.
    private long written;

    @Nullable
    MqttException reason;

    @Nullable
    ConnAck connAck;
    /// Whether connections are made, and made again.
    boolean isRunning;
    /// Whether the application wants no more connections, nor messages. Only written with the lock.
    volatile boolean isStopping;
    /// The connection that is being opened, or null.
    private @Nullable Opening opening;

    /// Acknowledges what the application has finished with. Called by who is calling back.
    Runnable acknowledge = () -> {};

    /// Who is calling back, or null.
    volatile @Nullable Thread caller;

    private final long origin = System.nanoTime();
    private Consumer<? super ConnAck> onConnect;

    Engine(Setup setup, SessionStore.Kept kept) {
        this.setup = setup;
        this.session = new Session(setup.options(), setup.store(), kept, this);
        this.out = new Writer(setup.options().version());
        this.onConnect = setup.onConnect();
    }

    long now() {
        return System.nanoTime() - origin;
    }

    /// Begins to make connections.
    ///
    /// @param connected gets the first CONNACK
    void start(Life life, CompletableFuture<ConnAck> connected) {
        isRunning = true;
        isStopping = false;
        onConnect = packet -> {
            setup.onConnect().accept(packet);
            connected.complete(packet);
        };
        start("read", life::run);
    }

    Thread start(String name, Runnable work) {
        Thread thread = setup.threads().newThread(work);
        thread.setName("mqttlab-" + name);
        thread.start();
        return thread;
    }

    /// Says goodbye, and makes no more connections.
    void stop(int reasonCode, Properties properties) {
        if (isRunning) {
            session.disconnect(reasonCode, properties, now());
            isStopping = true;
            if (opening != null) {
                opening.giveUp();
            }
        }
    }

    /// Opens a connection; null where the application does not want one any more.
    @Nullable
    Connection open() throws IOException {
        Opening next = new Opening(setup);
        if (!set(next)) {
            return null;
        }
        try {
            start("connect", next);
            return next.await();
        } finally {
            set(null);
        }
    }

    /// Returns whether the application still wants connections.
    private boolean set(@Nullable Opening next) {
        lock.lock();
        try {
            opening = next;
            return !isStopping;
        } finally {
            lock.unlock();
        }
    }

    // Output: what the session asks for.

    @Override
    public void send(Packet packet) {
        int start = out.size();
        out.write(packet);
        hasMessages |= packet instanceof Publish;
        if (start == 0) {
            ready.signal();
        }
        if (setup.packets() != null) {
            observe(Direction.CLIENT_TO_SERVER, packet, out.array(), start, out.size());
        }
    }

    void observe(Direction direction, @Nullable Packet packet, byte[] bytes, int from, int to) {
        if (setup.packets() != null) {
            Bytes view = Bytes.of(bytes, from, to - from);
            setup.packets()
                    .accept(new PacketEvent(
                            Instant.now(), direction, setup.options().version(), packet, view));
        }
    }

    @Override
    public void deliver(Message message) {
        results.add(message);
    }

    @Override
    public void connected(ConnAck packet) {
        connAck = packet;
        results.add(() -> onConnect.accept(packet));
    }

    @Override
    public <T> void complete(CompletableFuture<T> future, T value) {
        results.add(future, value, null);
    }

    @Override
    public void fail(CompletableFuture<?> future, MqttException why) {
        results.add(future, null, why);
    }

    @Override
    public void close(@Nullable MqttException why) {
        if (ended == Link.NEVER) {
            ended = now();
            reason = why;
        }
        ready.signal();
        clock.signal();
        room.signalAll();
    }

    // What the threads of a connection want.

    /// Begins to write for a new connection.
    void reset() {
        out.clear();
        hasMessages = false;
        isWritingMessages = false;
        ended = Link.NEVER;
        reason = null;
        connAck = null;
    }

    /// Hands over all bytes that are to be written, for an empty buffer; null where there are no more. There may be
    /// none, where the session is only to be kept.
    ///
    /// @param emptied what was handed over before
    @Nullable
    Writer exchange(@Nullable Writer emptied) throws InterruptedException {
        lock.lock();
        try {
            if (emptied != null) {
                spare = emptied;
            }
            isWritingMessages = false;
            written = now();
            while (out.size() == 0 && !hasNotes && ended == Link.NEVER) {
                ready.await();
            }
            if (out.size() == 0 && !hasNotes) {
                clock.signal();
                return null;
            }
            hasNotes = false;
            isWritingMessages = hasMessages;
            hasMessages = false;
            written = now();
            Writer full = out;
            out = spare == null ? new Writer(setup.options().version()) : spare;
            spare = null;
            room.signalAll();
            return full;
        } finally {
            lock.unlock();
        }
    }

    /// The server has taken a part of what was handed over.
    void taken() {
        lock.lock();
        try {
            written = now();
            session.taken(written);
        } finally {
            lock.unlock();
        }
    }

    /// Whether messages are not written, or not all of the last.
    boolean hasUnwritten() {
        return hasMessages || isWritingMessages;
    }

    /// When to give up a connection that has ended. Where the application has ended it, the server gets its messages
    /// first, as long as it takes them.
    ///
    /// @param linger how long the server may take to close it
    long lastMoment(long linger) {
        if (reason != null || connAck == null) {
            return ended + linger;
        }
        long patience = hasUnwritten() ? setup.closeTimeout().toNanos() : linger;
        return Math.max(ended + linger, written + patience);
    }

    /// Unlocks, after something has changed.
    void unlock() {
        if (session.deadline() < wake) {
            clock.signal();
        }
        lock.unlock();
    }

    // What the application wants.

    /// Locks when there is room for a packet; in a callback at once, for what makes room is read by this thread.
    ///
    /// @param isKept whether the packet is kept until it is acknowledged
    void lockForPacket(boolean isKept) {
        lock.lock();
        try {
            while (!hasRoom(isKept) && isRunning) {
                if (isCallback()) {
                    throw new MqttException(
                            Failure.TOO_MANY,
                            session.pending() + " messages wait for their acknowledgement, and a callback cannot wait"
                                    + " until there are fewer. Publish less, or allow more by maxPending.");
                }
                (hasRoomForBytes() ? fewer : room).await();
            }
            if (!isRunning) {
                throw new MqttException(
                        Failure.NOT_CONNECTED, "The client is not connected, and not about to be: connect first.");
            }
        } catch (InterruptedException e) {
            lock.unlock();
            Thread.currentThread().interrupt();
            throw new MqttException(Failure.CLOSED, "The thread was interrupted while it waited.", e);
        } catch (MqttException e) {
            lock.unlock();
            throw e;
        }
    }

    /// Waits, where much is to be written, until it is: who does not read our answers is not read from. Only for who
    /// holds the lock.
    void awaitAnswersTaken() {
        while (out.size() > MUCH && ended == Link.NEVER) {
            room.awaitUninterruptibly();
        }
    }

    /// Has the writing thread keep what the session has noted, as it does before it writes anything.
    void keepSoon() {
        if (out.size() == 0 && !setup.store().equals(SessionStore.NONE)) {
            hasNotes = true;
            ready.signal();
        }
    }

    /// Makes sure that the session outlives the program; else the writing thread does.
    void keep() {
        try {
            setup.store().flush();
        } catch (IOException e) {
            throw new MqttException(Failure.STORE, "The session cannot be kept: " + e.getMessage(), e);
        }
    }

    private boolean hasRoom(boolean isKept) {
        return hasRoomForBytes()
                && (!isKept || session.pending() < setup.options().maxPending());
    }

    private boolean hasRoomForBytes() {
        return out.size() < FULL || isCallback();
    }

    /// Wakes who waits for acknowledgements, when there is something to do for them: not for a single message where
    /// thousands wait.
    void wakeForFewer() {
        int max = setup.options().maxPending();
        boolean isWorthIt = session.outstanding() == 0 || session.pending() <= max - Math.max(1, max / 8);
        if (isWorthIt && lock.hasWaiters(fewer)) {
            fewer.signalAll();
        }
    }

    boolean isCallback() {
        return Thread.currentThread().equals(caller);
    }

    /// Waits until nothing waits for an answer, for at most this long.
    void drain(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (isRunning && left > 0 && session.outstanding() > 0) {
                left = fewer.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells the application what was collected until [Results#swap], without the lock. Returns whether there was
    /// anything.
    boolean tell(Results.Listener listener) {
        if (!results.areToBeTold()) {
            return false;
        }
        call(() -> results.tell(listener));
        return true;
    }

    /// Calls the application back, without the lock. Whatever time it takes, the server is not to be blamed for it.
    void call(Runnable callback) {
        caller = Thread.currentThread();
        try {
            callback.run();
        } finally {
            lock.lock();
            try {
                caller = null;
                session.busy(now());
            } finally {
                unlock();
            }
        }
    }
}
