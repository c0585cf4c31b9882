package mqttlab.client;

import java.util.List;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.PacketType;
import mqttlab.packet.Problem;
import mqttlab.packet.Properties;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// What to say of bytes that are no packet: what the dissector says.
final class Nonsense {

    /// How many bytes of the packet are shown.
    private static final int SHOWN = 16;

    private Nonsense() {}

    static MqttException explain(MalformedPacketException e, byte[] bytes, int from, int to, Version version) {
        Trace trace = new Trace();
        Codec.trace(trace, bytes, from, to, version, Direction.SERVER_TO_CLIENT);
        Problem problem = find(trace.problems(), e.problem());
        PacketType type = trace.type();
        StringBuilder text = new StringBuilder("The server broke the rules of ").append(version);
        text.append(": ")
                .append(type == null ? "a packet of no known type" : type)
                .append(", byte ");
        text.append(problem.offset()).append(", ").append(problem.field().label());
        text.append(": expected that ").append(problem.rule().demand());
        if (!problem.found().isEmpty()) {
            text.append("; found ").append(problem.found());
        }
        String citation = problem.citation(version);
        if (!citation.isEmpty()) {
            text.append(" [").append(citation).append(']');
        }
        text.append(". The packet begins with");
        for (int i = from; i < Math.min(to, from + SHOWN); i++) {
            text.append(' ').append(Character.forDigit(bytes[i] >> 4 & 0xf, 16));
            text.append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        if (type == null || from + 4 <= to && isHttp(bytes, from)) {
            text.append(". Is it an MQTT server at all, and the port the right one?");
        } else {
            text.append('.');
        }
        return new MqttException(Failure.PROTOCOL, text.toString(), e.reasonCode(), Properties.NONE, e);
    }

    /// The trace tells more of the same problem.
    private static Problem find(List<Problem> problems, Problem thrown) {
        for (Problem each : problems) {
            if (each.rule() == thrown.rule() && each.field().equals(thrown.field())) {
                return each;
            }
        }
        return thrown;
    }

    private static boolean isHttp(byte[] bytes, int from) {
        return bytes[from] == 'H' && bytes[from + 1] == 'T' && bytes[from + 2] == 'T' && bytes[from + 3] == 'P';
    }
}
