package mqttlab.broker.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A client that speaks rubbish, connection after connection, in every manner that sockets allow.
final class Rude implements AutoCloseable {

    private enum Manner {
        /// Says all at once, and waits for the end, which the broker may leave to it.
        PLAIN,
        /// The same, byte by byte.
        DRIPPING,
        /// Is gone before it has heard anything.
        ABRUPT,
        /// Says half of a conversation, and stays.
        SILENT,
        /// Says the same very often, and never listens.
        FLOODING,
        /// Says what is no MQTT.
        FOREIGN
    }

    private static final int MOST_SILENT = 50;
    private static final int FLOOD = 256 << 10;
    /// How long an answer is waited for, in milliseconds.
    private static final int PATIENCE = 5;

    private final int port;
    private final Rubbish rubbish;
    private final RandomGenerator random;
    private final AtomicLong said;
    private final Deque<Socket> silent = new ArrayDeque<>();

    /// @param said counts the connections
    Rude(int port, Rubbish rubbish, AtomicLong said) {
        this.port = port;
        this.rubbish = rubbish;
        this.random = rubbish.random();
        this.said = said;
    }

    void speakUntil(long nanoTime) throws IOException {
        while (System.nanoTime() < nanoTime) {
            speak(Manner.values()[random.nextInt(Manner.values().length)]);
            said.incrementAndGet();
        }
    }

    @SuppressWarnings("resource")
    private void speak(Manner manner) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            say(manner, socket);
        } catch (SocketException e) {
            // The broker has had enough.
        } finally {
            if (manner == Manner.SILENT) {
                stay(socket);
            } else {
                socket.close();
            }
        }
    }

    private void say(Manner manner, Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] bytes = rubbish.conversation();
        switch (manner) {
            case PLAIN -> {
                out.write(bytes);
                listen(socket);
            }
            case DRIPPING -> {
                for (byte each : bytes) {
                    out.write(each);
                }
                listen(socket);
            }
            case ABRUPT -> {
                socket.setSoLinger(true, 0);
                out.write(bytes, 0, random.nextInt(bytes.length));
            }
            case SILENT -> out.write(bytes, 0, random.nextInt(bytes.length));
            case FLOODING -> {
                for (int sent = 0; sent < FLOOD; sent += bytes.length) {
                    out.write(bytes);
                }
            }
            case FOREIGN -> {
                out.write(rubbish.noise());
                listen(socket);
            }
        }
    }

    private static void listen(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            // It has nothing to say.
        }
    }

    private void stay(Socket socket) throws IOException {
        silent.add(socket);
        if (silent.size() > MOST_SILENT) {
            silent.remove().close();
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket each : silent) {
            each.close();
        }
    }
}
