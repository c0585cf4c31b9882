package mqttlab.dissector;

import java.util.List;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Derived;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Problem;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// A packet in one line: its type and what matters most in it.
public final class Summary {

    private static final int TYPE_COLUMN = 12;
    /// How much of a payload is shown.
    private static final int PAYLOAD = 60;

    private Summary() {}

    /// Appends the line, without its end. `packet` is what [Conversation#read] returned.
    public static void print(TextBuffer out, Trace trace, @Nullable Packet packet) {
        PacketType type = trace.type();
        String name = type == null ? "Reserved" : type.name();
        out.add(name).spaces(TYPE_COLUMN - name.length());
        int start = out.size();
        if (packet != null) {
            details(out, trace, packet);
        }
        long missing = missing(trace);
        Problem worst = missing > 0 ? null : worst(trace.problems());
        if (missing > 0) {
            out.add("  incomplete: ").add(missing).add(missing == 1 ? " byte is missing" : " bytes are missing");
        }
        if (worst != null) {
            out.add(out.size() > start ? "  " : "").add(packet == null ? "malformed: " : "broken rule: ");
            out.add(worst.field().label()).add(" at byte ").add(worst.offset()).add(": expected that ");
            out.add(worst.rule().demand());
            String citation = worst.citation(trace.version());
            out.add(citation.isEmpty() ? "" : " [" + citation + "]");
        }
        if (out.size() == start) {
            out.truncate(start - (TYPE_COLUMN - name.length()));
        }
    }

    /// How many bytes the packet lacks of those that it announces.
    private static long missing(Trace trace) {
        int entry = trace.find(Trace.REMAINING_LENGTH);
        return entry < 0
                ? 0
                : trace.offset(entry)
                        + trace.length(entry)
                        + trace.value(entry)
                        - trace.packet().length();
    }

    /// The problem that made the packet unreadable stands last; else the first that is no advice.
    private static @Nullable Problem worst(List<Problem> problems) {
        Problem worst = null;
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            if (!problem.rule().isAdvice() && (worst == null || problem.rule().isUnreadable())) {
                worst = problem;
            }
        }
        return worst;
    }

    private static void details(TextBuffer out, Trace trace, Packet packet) {
        switch (packet) {
            case Connect it -> connect(out, it);
            case ConnAck it -> {
                code(out, PacketType.CONNACK, trace, it.code());
                out.add(it.sessionPresent() ? ", session present" : "");
                properties(out, it.properties());
            }
            case Publish it -> publish(out, trace, it);
            case PubAck it -> acknowledgement(out, trace, it.packetId(), it.reasonCode(), it.properties());
            case PubRec it -> acknowledgement(out, trace, it.packetId(), it.reasonCode(), it.properties());
            case PubRel it -> acknowledgement(out, trace, it.packetId(), it.reasonCode(), it.properties());
            case PubComp it -> acknowledgement(out, trace, it.packetId(), it.reasonCode(), it.properties());
            case Subscribe it -> subscribe(out, it);
            case SubAck it -> codes(out, trace, it.packetId(), it.codes(), it.properties());
            case Unsubscribe it -> {
                id(out, it.packetId()).add(": ");
                for (int i = 0; i < it.filters().size(); i++) {
                    out.add(i == 0 ? "" : ", ").escaped(it.filters().get(i));
                }
                properties(out, it.properties());
            }
            case UnsubAck it -> codes(out, trace, it.packetId(), it.codes(), it.properties());
            case PingReq _, PingResp _ -> {}
            case Disconnect it -> {
                if (trace.version() == Version.V5) {
                    code(out, PacketType.DISCONNECT, trace, it.reasonCode());
                    properties(out, it.properties());
                }
            }
            case Auth it -> {
                code(out, PacketType.AUTH, trace, it.reasonCode());
                properties(out, it.properties());
            }
        }
    }

    private static void connect(TextBuffer out, Connect it) {
        out.add(it.version().toString()).add(it.bridge() ? " bridge" : "");
        out.add(", client \"").escaped(it.clientId()).add('"');
        out.add(it.cleanStart() ? ", clean start" : "")
                .add(", keep alive ")
                .add(it.keepAlive())
                .add(" s");
        String user = it.userName();
        if (user != null) {
            out.add(", user \"").escaped(user).add('"');
        }
        out.add(it.password() != null ? ", password" : "");
        Will will = it.will();
        if (will != null) {
            out.add(", will ").escaped(will.topic());
            flags(out, will.qos(), false, will.retain()).add(' ');
            payload(out, will.payload());
            properties(out, will.properties());
        }
        properties(out, it.properties());
    }

    private static void publish(TextBuffer out, Trace trace, Publish it) {
        if (it.topic().isEmpty()) {
            long alias = it.properties().number(PropertyId.TOPIC_ALIAS, 0);
            out.add('[')
                    .escaped(topicOfAlias(trace))
                    .add("] (alias ")
                    .add(alias)
                    .add(')');
        } else {
            out.escaped(it.topic());
        }
        flags(out, it.qos(), it.dup(), it.retain());
        if (it.qos() > 0) {
            out.add(" ");
            id(out, it.packetId());
        }
        out.add(' ');
        payload(out, it.payload());
        properties(out, it.properties());
    }

    private static String topicOfAlias(Trace trace) {
        for (int i = 0; i < trace.generated().size(); i++) {
            Trace.Generated generated = trace.generated().get(i);
            if (generated.field().id() == Derived.TOPIC.id()) {
                return generated.text();
            }
        }
        return "unknown topic";
    }

    private static TextBuffer flags(TextBuffer out, int qos, boolean dup, boolean retain) {
        out.add(" QoS ").add(qos).add(dup ? " DUP" : "").add(retain ? " RETAIN" : "");
        return out;
    }

    private static TextBuffer id(TextBuffer out, int id) {
        return out.add("id ").add(id);
    }

    private static void payload(TextBuffer out, Bytes payload) {
        int length = payload.length();
        out.add(length).add(length == 1 ? " byte" : " bytes");
        if (length == 0) {
            return;
        }
        byte[] head = payload.slice(0, Math.min(length, PAYLOAD + 1)).toArray();
        int shown = length > PAYLOAD ? Show.cut(head, PAYLOAD) : length;
        out.add(' ');
        if (Show.isText(head, 0, shown)) {
            out.add('"').escaped(head, 0, shown).add('"');
        } else {
            shown = Math.min(length, PAYLOAD / 2);
            out.hex(head, 0, shown);
        }
        out.add(shown < length ? "..." : "");
    }

    private static void acknowledgement(TextBuffer out, Trace trace, int id, int code, Properties properties) {
        id(out, id);
        PacketType type = trace.type();
        if (code != 0 && type != null) {
            out.add(' ');
            code(out, type, trace, code);
        }
        properties(out, properties);
    }

    private static void subscribe(TextBuffer out, Subscribe it) {
        id(out, it.packetId()).add(": ");
        for (int i = 0; i < it.requests().size(); i++) {
            Subscribe.Request request = it.requests().get(i);
            out.add(i == 0 ? "" : ", ").escaped(request.filter()).add(" (QoS ").add(request.qos());
            out.add(request.noLocal() ? ", no local" : "");
            out.add(request.retainAsPublished() ? ", retain as published" : "");
            if (request.retainHandling() != 0) {
                out.add(", retain handling ").add(request.retainHandling());
            }
            out.add(')');
        }
        properties(out, it.properties());
    }

    private static void codes(TextBuffer out, Trace trace, int id, List<Integer> codes, Properties properties) {
        id(out, id);
        PacketType type = trace.type();
        for (int i = 0; i < codes.size() && type != null; i++) {
            out.add(i == 0 ? ": " : ", ");
            code(out, type, trace, codes.get(i));
        }
        properties(out, properties);
    }

    /// The name of a code, with its number where it is no success.
    private static void code(TextBuffer out, PacketType type, Trace trace, int code) {
        String name = null;
        if (trace.version() == Version.V5) {
            ReasonCode known = ReasonCode.of(type, code);
            name = known == null ? null : known.text();
        } else {
            name = type == PacketType.CONNACK ? ConnAck.returnCodeName(code) : SubAck.returnCodeName(code);
        }
        out.add(name == null ? "unknown code" : name);
        if (name == null || code >= 0x80 || type == PacketType.CONNACK && code > 0) {
            out.add(" (0x").hex(code, 2).add(')');
        }
    }

    private static void properties(TextBuffer out, Properties properties) {
        for (int i = 0; i < properties.all().size(); i++) {
            Property property = properties.all().get(i);
            out.add(i == 0 ? "  {" : ", ").add(property.id().text()).add(' ');
            switch (property) {
                case Property.Numeric it -> out.add(it.value());
                case Property.Text it -> out.add('"').escaped(it.value()).add('"');
                case Property.Data it -> payload(out, it.value());
                case Property.Pair it ->
                    out.add('"')
                            .escaped(it.name())
                            .add("\"=\"")
                            .escaped(it.value())
                            .add('"');
            }
        }
        out.add(properties.isEmpty() ? "" : "}");
    }
}
