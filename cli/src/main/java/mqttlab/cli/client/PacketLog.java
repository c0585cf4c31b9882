package mqttlab.cli.client;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSession;
import mqttlab.cli.text.Durations;
import mqttlab.cli.view.PacketJson;
import mqttlab.client.PacketEvent;
import mqttlab.client.transport.Step;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.KnownVersion;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Summary;
import mqttlab.dissector.Tree;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.Publish;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What `-d` shows: each packet as it is sent or comes, and how long the answer to a message took.
final class PacketLog implements Observer {

    /// A message on its way: when it was sent, and what has answered it so far.
    private record Life(int qos, long sent, String answers) {}

    private final PrintStream err;
    private final Conversation conversation;
    private final KnownVersion version;
    private final Tree tree = new Tree(Paint.PLAIN, false, false);
    private final boolean isTree;
    private final @Nullable PacketJson json;
    private final Trace trace = new Trace();
    private final TextBuffer out = new TextBuffer();
    private final Map<Integer, Life> lives = new HashMap<>();

    PacketLog(PrintStream err, Version version, boolean isTree, boolean isJson) {
        this.err = err;
        this.conversation = new Conversation(version);
        this.version = new KnownVersion(version, KnownVersion.Source.CONNECT, "");
        this.isTree = isTree;
        this.json = isJson ? new PacketJson() : null;
    }

    @Override
    public void packet(PacketEvent event) {
        long arrival = System.nanoTime();
        byte[] bytes = event.bytes().toArray();
        boolean isSent = event.direction() == Direction.CLIENT_TO_SERVER;
        Packet packet = conversation.read(trace, event.direction(), bytes, 0, bytes.length);
        out.clear();
        if (json != null) {
            Instant at = event.time();
            out.add("{\"time\":").add(at.getEpochSecond()).add('.');
            padded(out, at.getNano(), 9);
            out.add(",\"sender\":\"").add(isSent ? "client" : "server").add("\",");
            json.members(out, trace, packet, version);
            out.add("}\n");
        } else {
            time(out, event.time()).add(isSent ? " sent     " : " received ");
            if (isTree) {
                tree.print(out, trace, version);
            } else {
                Summary.print(out, trace, packet);
                out.add('\n');
            }
            if (!isSent) {
                answered(packet, arrival);
            }
        }
        flush();
        // It is written when we have returned: what the log takes is not part of the answer's time.
        if (isSent && packet instanceof Publish it && it.qos() > 0) {
            lives.put(it.packetId(), new Life(it.qos(), System.nanoTime(), ""));
        }
    }

    @Override
    public void step(Step step) {
        if (json != null) {
            return;
        }
        out.clear();
        time(out, Instant.now()).add(' ');
        switch (step) {
            case Step.Resolved it ->
                out.add("resolved ").escaped(it.host()).add(": ").escaped(addresses(it));
            case Step.Connected it -> out.add("connected to ").escaped(address(it.remote()));
            case Step.Proxied it -> out.add("the proxy has connected to ").escaped(it.target());
            case Step.Secured it -> secured(it.session());
            case Step.Upgraded it -> out.add("WebSocket at ").escaped(it.uri().toString());
        }
        out.add('\n');
        flush();
    }

    private static String addresses(Step.Resolved it) {
        StringBuilder all = new StringBuilder();
        for (var address : it.addresses()) {
            all.append(all.isEmpty() ? "" : ", ").append(address.getHostAddress());
        }
        return all.toString();
    }

    private static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress it
                ? it.getAddress().getHostAddress() + ":" + it.getPort()
                : remote.toString();
    }

    private void secured(SSLSession session) {
        out.add("secured by ").escaped(session.getProtocol()).add(", ").escaped(session.getCipherSuite());
    }

    /// The time of day here, to the microsecond.
    private static TextBuffer time(TextBuffer out, Instant at) {
        long seconds = at.getEpochSecond()
                + ZoneId.systemDefault().getRules().getOffset(at).getTotalSeconds();
        int day = (int) Math.floorMod(seconds, 86_400L);
        padded(out, day / 3600, 2).add(':');
        padded(out, day / 60 % 60, 2).add(':');
        padded(out, day % 60, 2).add('.');
        return padded(out, at.getNano() / 1000, 6);
    }

    private static TextBuffer padded(TextBuffer out, int value, int digits) {
        String text = Integer.toString(value);
        return out.add("000000000".substring(0, digits - text.length())).add(text);
    }

    private void answered(@Nullable Packet packet, long now) {
        switch (packet) {
            case PubAck it -> answered(it.packetId(), "PUBACK", now, true);
            case PubRec it -> answered(it.packetId(), "PUBREC", now, it.reasonCode() >= 0x80);
            case PubComp it -> answered(it.packetId(), "PUBCOMP", now, true);
            case null, default -> {}
        }
    }

    private void answered(int id, String answer, long now, boolean isLast) {
        Life life = lives.remove(id);
        if (life == null) {
            return;
        }
        TextBuffer answers =
                new TextBuffer(64).add(life.answers).add(", ").add(answer).add(" after ");
        Durations.add(answers, now - life.sent);
        if (!isLast) {
            lives.put(id, new Life(life.qos, life.sent, answers.toString()));
            return;
        }
        out.add("Sent PUBLISH (QoS ").add(life.qos).add(", id ").add(id).add(')');
        out.add(answers).add('\n');
    }

    private void flush() {
        err.write(out.array(), 0, out.size());
        err.flush();
    }
}
