package mqttlab.cli.connect;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Output;
import mqttlab.client.PacketEvent;
import mqttlab.client.transport.Step;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Summary;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Says each step as it is done, and knows which is next.
public final class Report {

    /// How much is remembered of what was no packet.
    private static final int HEARD = 64;

    private final Output output;
    private final boolean isJson;
    private final List<Stage> ahead;
    private final Conversation conversation;
    private final Trace trace = new Trace();
    private final TextBuffer out = new TextBuffer();
    private long last = System.nanoTime();
    private @Nullable Connect connect;
    private Bytes heard = Bytes.EMPTY;

    /// @param way the stages of this way to a server, up to and with CONNECT
    public Report(Output output, boolean isJson, List<Stage> way, Version version) {
        this.output = output;
        this.isJson = isJson;
        this.ahead = new ArrayList<>(way);
        this.conversation = new Conversation(version);
    }

    /// The stage that is under way.
    public synchronized Stage stage() {
        return ahead.isEmpty() ? Stage.STAY : ahead.getFirst();
    }

    /// The first bytes that the server has sent and are no packet.
    public synchronized Bytes heard() {
        return heard;
    }

    private long lap() {
        long now = System.nanoTime();
        long lap = now - last;
        last = now;
        return lap;
    }

    public synchronized void step(Step step) {
        long nanos = lap();
        print(
                switch (step) {
                    case Step.Resolved it -> resolved(it, nanos);
                    case Step.Connected it -> connected(it, nanos);
                    case Step.Proxied it ->
                        new Entry("proxy", nanos)
                                .title(Entry.escape(it.proxy() + " has connected to " + it.target()))
                                .data("proxy", it.proxy())
                                .data("target", it.target());
                    case Step.Secured it -> Certificates.session("tls", it.session(), nanos);
                    case Step.Upgraded it ->
                        new Entry("websocket", nanos)
                                .title(Entry.escape(it.uri().toString())
                                        + (it.subprotocol().isEmpty()
                                                ? ", without a subprotocol"
                                                : ", subprotocol " + Entry.escape(it.subprotocol())))
                                .data("uri", it.uri().toString())
                                .data("subprotocol", it.subprotocol());
                });
        ahead.remove(stage(step));
    }

    private static Stage stage(Step step) {
        return switch (step) {
            case Step.Resolved _ -> Stage.RESOLVE;
            case Step.Connected _ -> Stage.TCP;
            case Step.Proxied _ -> Stage.PROXY;
            case Step.Secured _ -> Stage.TLS;
            case Step.Upgraded _ -> Stage.WEBSOCKET;
        };
    }

    private static Entry resolved(Step.Resolved it, long nanos) {
        List<String> addresses = new ArrayList<>();
        for (InetAddress each : it.addresses()) {
            addresses.add(each.getHostAddress());
        }
        return new Entry("resolve", nanos)
                .title(Entry.escape(it.host()) + ": " + String.join(", ", addresses))
                .data("host", it.host())
                .data("addresses", addresses);
    }

    private static Entry connected(Step.Connected it, long nanos) {
        boolean isTcp = it.remote() instanceof InetSocketAddress;
        Entry entry = new Entry(isTcp ? "tcp" : "unix", nanos).data("remote", text(it.remote()));
        return isTcp
                ? entry.title(text(it.local()) + " to " + text(it.remote())).data("local", text(it.local()))
                : entry.title(text(it.remote()));
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress it
                ? host(it.getAddress()) + ":" + it.getPort()
                : address.toString();
    }

    private static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    public synchronized void packet(PacketEvent event) {
        boolean isSent = event.direction() == Direction.CLIENT_TO_SERVER;
        switch (event.packet()) {
            case Connect it -> {
                lap();
                connect = it;
                print(sent(event, it));
            }
            case ConnAck it
            when connect != null -> {
                print(Allowances.connAck(it, connect, lap()));
                if (it.code() == 0) {
                    ahead.clear();
                    ahead.add(Stage.PING);
                }
            }
            case PingReq _ -> {}
            case PingResp _ -> {}
            case Disconnect it
            when isSent -> print(new Entry("disconnect").title(summary(event)).data("code", (long) it.reasonCode()));
            case null ->
                heard = Bytes.of(
                        event.bytes().toArray(),
                        0,
                        Math.min(HEARD, event.bytes().length()));
            default -> {
                if (!isSent) {
                    print(new Entry("received")
                            .title(event.packet().type() + " " + summary(event))
                            .data("type", event.packet().type().toString())
                            .data("summary", summary(event)));
                }
            }
        }
    }

    private Entry sent(PacketEvent event, Connect it) {
        return new Entry("connect")
                .title(summary(event))
                .data("version", it.version().toString())
                .data("client-id", it.clientId())
                .data("clean-start", it.cleanStart())
                .data("keep-alive", (long) it.keepAlive())
                .data("user-name", it.userName() == null ? "" : it.userName());
    }

    /// What matters most in a packet, without its type.
    private String summary(PacketEvent event) {
        byte[] bytes = event.bytes().toArray();
        Packet packet = conversation.read(trace, event.direction(), bytes, 0, bytes.length);
        TextBuffer line = new TextBuffer();
        Summary.print(line, trace, packet);
        String text = line.toString();
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space).strip();
    }

    /// PINGREQ was answered; what follows is that we stay.
    public synchronized void answered(Duration time) {
        print(new Entry("ping", time.toNanos()).title("the server answered PINGREQ"));
        ahead.clear();
    }

    /// There is no connection, or no longer.
    public synchronized void failed(Diagnosis it, int status) {
        if (it.seen() != null) {
            print(it.seen());
        }
        if (isJson) {
            print(new Entry("failure")
                    .data("at", it.at().text())
                    .data("why", it.why())
                    .data("expected", it.expected())
                    .data("try", it.advice())
                    .data("status", (long) status));
        }
    }

    private void print(Entry entry) {
        out.clear();
        if (isJson) {
            Entries.addJson(out, entry);
        } else {
            Entries.addText(out, entry);
        }
        output.write(out.array(), 0, out.size());
        output.flush();
    }
}
