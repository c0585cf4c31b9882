package mqttlab.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers as it is told: for the first byte of a packet some bytes, in hexadecimal; "close" closes the
/// connection, and "" says nothing.
final class FakeServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String[]> answers = new ArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> visits = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    FakeServer() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket next = socket.accept();
                    open.add(next);
                    Thread visit = Thread.ofVirtual().unstarted(() -> serve(next));
                    visits.add(visit);
                    visit.start();
                } catch (IOException _) {
                    // The test is over.
                }
            }
        });
    }

    /// The packets that came, in hexadecimal, when all clients have gone.
    List<String> heard() throws InterruptedException {
        for (Thread visit : visits) {
            visit.join();
        }
        return List.copyOf(heard);
    }

    /// Answers packets that begin like this; a later rule comes before an earlier one.
    FakeServer on(String beginning, String answer) {
        answers.addFirst(new String[] {beginning.replace(" ", ""), answer});
        return this;
    }

    /// One that accepts 3.1.1 and answers PINGREQ.
    static FakeServer polite() throws IOException {
        return new FakeServer().on("10", "20 02 00 00").on("c0", "d0 00");
    }

    private void serve(Socket peer) {
        try (peer) {
            InputStream in = peer.getInputStream();
            OutputStream out = peer.getOutputStream();
            for (byte[] packet = next(in); packet != null; packet = next(in)) {
                String hex = HexFormat.of().formatHex(packet);
                heard.add(hex);
                for (String[] rule : answers) {
                    if (hex.startsWith(rule[0])) {
                        if (rule[1].equals("close")) {
                            return;
                        }
                        out.write(HexFormat.of().parseHex(rule[1].replace(" ", "")));
                        break;
                    }
                }
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    /// A packet of less than 128 bytes.
    private static byte[] next(InputStream in) throws IOException {
        byte[] header = in.readNBytes(2);
        if (header.length < 2) {
            return null;
        }
        byte[] rest = in.readNBytes(header[1]);
        byte[] all = new byte[rest.length + 2];
        System.arraycopy(header, 0, all, 0, 2);
        System.arraycopy(rest, 0, all, 2, rest.length);
        return all;
    }

    Target target(Duration timeout) {
        return new Target(
                new TcpWay(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort())), timeout, null, null);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
