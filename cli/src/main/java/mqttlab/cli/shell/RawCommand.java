package mqttlab.cli.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Summary;
import mqttlab.net.Listener;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// `raw`: a connection for packets that are made by hand. Shows what comes.
final class RawCommand implements Command {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int MOST = 1 << 20;

    private final Session session;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> to =
            options.parameter("HOST[:PORT]", "The server, by TCP; that of the prompt if not given, or localhost.");

    RawCommand(Session session) {
        this.session = session;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String given = to.get() == null ? streams.server() : UseCommand.uri(to.get());
        Listener server = server(given == null ? "mqtt://localhost" : given);
        try (RawConnection it = new RawConnection(server.host(), server.port(), streams.wire());
                var _ = streams.interrupt().on(GRACE, it::close)) {
            session.connected(it);
            streams.out()
                    .println("connected to " + it.name() + "; nothing is sent but what you send")
                    .flush();
            read(it, streams.out());
            session.disconnected(it);
            if (!it.isOurs()) {
                streams.out().println("the server has closed the connection");
            }
        }
        return Status.OK;
    }

    /// What its connection to this server is called.
    static String name(String given) {
        Listener server = server(UseCommand.uri(given));
        return RawConnection.name(server.host(), server.port());
    }

    private static Listener server(String uri) {
        try {
            Listener server = Listener.at(uri);
            if (server.scheme() == Listener.Scheme.MQTT && !server.host().isEmpty() && server.port() > 0) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure(Status.USAGE, "raw: expected HOST:PORT of a server without TLS but was '" + uri + "'");
    }

    private static void read(RawConnection it, Output out) throws IOException {
        Conversation conversation = new Conversation();
        Trace trace = new Trace();
        TextBuffer line = new TextBuffer();
        byte[] buffer = new byte[4096];
        int size = 0;
        byte[] more = new byte[4096];
        for (int count = it.read(more); count > 0; count = it.read(more)) {
            buffer = size + count > buffer.length ? Arrays.copyOf(buffer, 2 * (size + count)) : buffer;
            System.arraycopy(more, 0, buffer, size, count);
            size += count;
            int from = 0;
            while (Framing.next(buffer, from, size) instanceof Framing.Whole whole) {
                int to = from + whole.length();
                Packet packet = conversation.read(trace, Direction.SERVER_TO_CLIENT, buffer, from, to);
                line.clear();
                Summary.print(line.add("← "), trace, packet);
                out.write(line.array(), 0, line.size());
                out.println().flush();
                from = to;
            }
            System.arraycopy(buffer, from, buffer, 0, size - from);
            size -= from;
            if (size >= MOST) {
                out.println("what comes is no packet, or one of more than 1 MiB: closed")
                        .flush();
                it.close();
            }
        }
    }
}
