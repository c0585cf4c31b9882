package mqttlab.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Store;
import mqttlab.broker.hub.StoreException;
import mqttlab.net.ListenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A broker inside a program.
@Timeout(60)
class BrokerTest {

    /// CONNECT of 3.1.1: clean session, keep alive 60 s, client identifier "raw".
    private static final byte[] CONNECT = HexFormat.of().parseHex("100f00044d5154540402003c0003726177");

    @Test
    void startsWithoutAWord() throws Exception {
        int port;
        try (Broker broker = Broker.start()) {
            port = broker.port();
            assertTrue(port > 0);
            assertEquals("mqtt://127.0.0.1:" + port, broker.uri());
            assertEquals(List.of(broker.uri()), broker.uris());
            connect(port);
        }
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close());
    }

    private static void connect(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.getOutputStream().write(CONNECT);
            assertEquals(
                    "20020000", HexFormat.of().formatHex(socket.getInputStream().readNBytes(4)));
        }
    }

    @Test
    @SuppressWarnings("try")
    void manyDoNotDisturbEachOther() throws Exception {
        try (Broker one = Broker.start();
                Broker two = Broker.builder().threads(2).start()) {
            connect(one.port());
            connect(two.port());
            one.close();
            connect(two.port());
        }
    }

    @Test
    void aSecureListenerNeedsACertificate() {
        String why = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> Broker.builder().listen("mqtts://127.0.0.1:0").start())
                .getMessage());
        assertTrue(why.startsWith("mqtts://127.0.0.1:0 needs a certificate and its key"), why);
    }

    @Test
    void itCannotCloseOnItsOwnThread() throws Exception {
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        AtomicReference<Broker> self = new AtomicReference<>();
        Consumer<BrokerEvent> watcher = _ -> {
            try {
                self.get().close();
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        };
        try (Broker broker = Broker.builder().watcher(watcher).start()) {
            self.set(broker);
            connect(broker.port());
            assertInstanceOf(IllegalStateException.class, thrown.take());
        }
    }

    /// Keeps nothing, and knows whether it was closed.
    private static class Empty implements Store {

        private final AtomicBoolean isClosed = new AtomicBoolean();
        private final boolean isBroken;

        Empty(boolean isBroken) {
            this.isBroken = isBroken;
        }

        @Override
        public void load(Consumer<? super Change> kept) {
            if (isBroken) {
                throw new StoreException("the file is damaged");
            }
        }

        @Override
        public void write(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed) {
            assertFalse(isClosed.get(), "written to after its end");
            kept.run();
        }

        @Override
        public void close() {
            isClosed.set(true);
        }
    }

    @Test
    void theStoreIsClosed() throws Exception {
        Empty store = new Empty(false);
        try (Broker broker = Broker.builder().store(store).start()) {
            connect(broker.port());
        }
        assertTrue(store.isClosed.get());
    }

    @Test
    void whatIsNotKeptAtTheEndIsSaid() throws Exception {
        StoreException full = new StoreException("the disk is full");
        Store failing = new Empty(false) {
            @Override
            public void close() {
                throw full;
            }
        };
        Broker broker = Broker.builder().store(failing).start();
        connect(broker.port());
        assertSame(full, assertThrows(StoreException.class, broker::close));
        // It is.
        broker.close();
    }

    @Test
    void anInterruptedThreadClosesItToo() throws Exception {
        Empty store = new Empty(false);
        Broker broker = Broker.builder().store(store).start();
        connect(broker.port());
        Thread.currentThread().interrupt();
        broker.close();
        assertTrue(Thread.interrupted());
        assertTrue(store.isClosed.get());
    }

    @Test
    void theStoreIsClosedWhereTheBrokerCannotStart() {
        Empty taken = new Empty(false);
        try (Broker other = Broker.start()) {
            assertThrows(
                    ListenException.class,
                    () -> Broker.builder().listen(other.uri()).store(taken).start());
        }
        assertTrue(taken.isClosed.get());
        Empty broken = new Empty(true);
        assertEquals(
                "the file is damaged",
                assertThrows(
                                StoreException.class,
                                () -> Broker.builder().store(broken).start())
                        .getMessage());
        assertTrue(broken.isClosed.get());
        Empty unwanted = new Empty(false);
        assertThrows(
                IllegalArgumentException.class,
                () -> Broker.builder()
                        .listen("mqtts://127.0.0.1:0")
                        .store(unwanted)
                        .start());
        assertTrue(unwanted.isClosed.get());
    }
}
