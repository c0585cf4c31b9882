package mqttlab.cli.dissection;

import mqttlab.capture.link.IpAddress;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.packet.TextBuffer;

/// Addresses, ports and events of connections, in words.
public final class Places {

    private Places() {}

    public static String source(TcpSegment segment) {
        return place(segment.ipVersion(), segment.sourceHigh(), segment.sourceLow(), segment.sourcePort());
    }

    public static String destination(TcpSegment segment) {
        return place(
                segment.ipVersion(), segment.destinationHigh(), segment.destinationLow(), segment.destinationPort());
    }

    /// What tells the server of a connection from others; both ends where it is not known which of them that is.
    public static String server(MqttStream stream, int client) {
        return client < 0 ? end(stream, 0) + ' ' + end(stream, 1) : end(stream, 1 - client);
    }

    /// Appends both ends of a connection, the client first.
    public static void ends(TextBuffer out, MqttStream stream, int client) {
        int first = Math.max(client, 0);
        out.add(end(stream, first)).add(client < 0 ? " – " : " → ").add(end(stream, 1 - first));
    }

    /// The address and port of an end.
    public static String end(MqttStream stream, int end) {
        return place(stream.ipVersion(), stream.addressHigh(end), stream.addressLow(end), stream.port(end));
    }

    /// An end's address.
    public static String host(MqttStream stream, int end) {
        StringBuilder text = new StringBuilder();
        IpAddress.append(text, stream.ipVersion(), stream.addressHigh(end), stream.addressLow(end));
        return text.toString();
    }

    private static String place(int version, long high, long low, int port) {
        StringBuilder text = new StringBuilder();
        text.append(version == 6 ? "[" : "");
        IpAddress.append(text, version, high, low);
        return text.append(version == 6 ? "]:" : ":").append(port).toString();
    }

    /// Appends what happened, or nothing where it needs no words: that connections come and go is seen in their
    /// packets.
    public static boolean event(TextBuffer out, StreamEvent event) {
        int start = out.size();
        switch (event) {
            case StreamEvent.Opened _, StreamEvent.Unseen _, StreamEvent.Finished _, StreamEvent.Closed _ -> {}
            case StreamEvent.Lost it -> {
                bytes(out, it.bytes());
                out.add(" from ").add(end(it.stream(), it.sender())).add(" are missing in the capture");
            }
            case StreamEvent.Skipped it -> {
                bytes(out, it.bytes());
                out.add(" from ").add(end(it.stream(), it.sender())).add(" skipped: no packet is known to begin there");
                out.add(it.resumed() ? "; the next does" : "");
            }
            case StreamEvent.Overlapped it -> {
                bytes(out, it.bytes());
                out.add(" from ").add(end(it.stream(), it.sender())).add(" were sent again; the first are taken");
            }
            case StreamEvent.Remark it ->
                out.add("frame ").add(it.frame()).add(": ").escaped(it.comment());
            case StreamEvent.Foreign it -> out.add("not MQTT but ").add(it.protocol());
        }
        if (out.size() > start) {
            out.add(" (stream ").add(event.stream().number()).add(')');
        }
        return out.size() > start;
    }

    private static void bytes(TextBuffer out, long count) {
        if (count == 0) {
            out.add("bytes");
        } else {
            out.add(count).add(count == 1 ? " byte" : " bytes");
        }
    }
}
