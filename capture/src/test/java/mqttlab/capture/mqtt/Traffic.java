package mqttlab.capture.mqtt;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.Hex;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;

/// A connection between a client and a server as it would be captured, and what an extractor finds in it.
///
/// What was found is told in a line: `>` is from the client, `<` from the server, then the bytes of a packet.
final class Traffic implements MqttSink {

    static final String CONNECT = "101000044d5154540402003c000474657374";
    static final String CONNACK = "20020000";

    final List<String> log = new ArrayList<>();
    final List<String> frames = new ArrayList<>();
    final MqttExtractor extractor;
    private final int client;
    private final int server;
    private final CapturedFrame frame = new CapturedFrame();
    private int sent = 1000; // sequence number of the client
    private int answered = 5000; // sequence number of the server

    Traffic(int server) {
        this(server, new PortRules(), MqttLimits.USUAL);
    }

    Traffic(int server, PortRules rules, MqttLimits limits) {
        client = 40_000;
        this.server = server;
        extractor = new MqttExtractor(rules, limits, this);
    }

    /// With the beginning.
    static Traffic on(int port) {
        return new Traffic(port).open();
    }

    Traffic open() {
        frame(true, sent++, 0, TcpSegment.SYN, "", 0);
        frame(false, answered++, sent, TcpSegment.SYN | TcpSegment.ACK, "", 0);
        return frame(true, sent, answered, TcpSegment.ACK, "", 0);
    }

    /// A segment from the client.
    Traffic client(String hex) {
        return client(hex, 0);
    }

    /// A segment from the client, of whose end some bytes were not captured.
    Traffic client(String hex, int missing) {
        frame(true, sent, answered, TcpSegment.ACK, hex, missing);
        sent += Hex.bytes(hex).length + missing;
        return this;
    }

    /// A segment from the server.
    Traffic server(String hex) {
        frame(false, answered, sent, TcpSegment.ACK, hex, 0);
        answered += Hex.bytes(hex).length;
        return this;
    }

    /// Bytes of the client that are not in the capture; the server has got them.
    Traffic clientLost(int count) {
        sent += count;
        return this;
    }

    /// An acknowledgement by the server of all that was sent.
    Traffic acknowledged() {
        return frame(false, answered, sent, TcpSegment.ACK, "", 0);
    }

    /// A segment from the client that was on its way longer: it stands so many bytes back.
    Traffic clientLate(int back, String hex) {
        return frame(true, sent - back, answered, TcpSegment.ACK, hex, 0);
    }

    Traffic clientFin() {
        return frame(true, sent++, answered, TcpSegment.FIN | TcpSegment.ACK, "", 0);
    }

    Traffic serverFin() {
        return frame(false, answered++, sent, TcpSegment.FIN | TcpSegment.ACK, "", 0);
    }

    Traffic serverRst() {
        return frame(false, answered, sent, TcpSegment.RST | TcpSegment.ACK, "", 0);
    }

    Traffic finish() {
        extractor.finish();
        return this;
    }

    private Traffic frame(boolean up, int sequence, int acknowledgement, int flags, String hex, int missing) {
        byte[] payload = FrameBuilder.join(Hex.bytes(hex), new byte[missing]);
        byte[] tcp =
                FrameBuilder.tcp(up ? client : server, up ? server : client, sequence, acknowledgement, flags, payload);
        byte[] packet = FrameBuilder.ipv4(up ? "10.0.0.1" : "10.0.0.2", up ? "10.0.0.2" : "10.0.0.1", 6, tcp);
        frame.next(0, 0, 101, packet.length, packet, 0, packet.length - missing);
        extractor.accept(frame);
        return this;
    }

    /// What has been found since this was asked last.
    String told() {
        String told = String.join(", ", log);
        log.clear();
        return told;
    }

    private String arrow(MqttStream stream, int sender) {
        return stream.port(sender) == server ? "<" : ">";
    }

    @Override
    public void packet(MqttPacket p) {
        String bytes = HexFormat.of().formatHex(p.bytes(), p.offset(), p.offset() + p.length());
        String form = switch (p.form()) {
            case WHOLE -> "";
            case INCOMPLETE -> p.missing() > 0 ? " and " + p.missing() + " more" : " and more";
            case MALFORMED -> " malformed";
        };
        log.add(arrow(p.stream(), p.sender()) + " " + bytes + form);
        frames.add(p.firstFrame() + "-" + p.segment().frame().number() + " " + p.direction() + " "
                + p.stream().evidence());
    }

    @Override
    public void event(StreamEvent event) {
        log.add(
                switch (event) {
                    case StreamEvent.Opened _ -> "opened";
                    case StreamEvent.Lost e -> arrow(e.stream(), e.sender()) + " lost " + e.bytes();
                    case StreamEvent.Unseen e -> arrow(e.stream(), e.sender()) + " unseen";
                    case StreamEvent.Skipped e ->
                        arrow(e.stream(), e.sender()) + " skipped " + e.bytes() + (e.resumed() ? "" : " to the end");
                    case StreamEvent.Overlapped e -> arrow(e.stream(), e.sender()) + " overlap " + e.bytes();
                    case StreamEvent.Remark e -> arrow(e.stream(), e.sender()) + " " + e.comment();
                    case StreamEvent.Foreign e -> e.protocol();
                    case StreamEvent.Finished e -> arrow(e.stream(), e.sender()) + " FIN";
                    case StreamEvent.Closed e -> e.ending().toString();
                });
    }
}
