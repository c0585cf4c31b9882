package mqttlab.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;

/// The fields and properties of a packet that a server has sent, by their names, as a conversation writes them. What
/// may stand more than once is parted by commas.
final class Facts {

    private final Map<String, String> all = new LinkedHashMap<>();

    private Facts() {}

    static Map<String, String> of(Packet packet) {
        Facts facts = new Facts();
        switch (packet) {
            case ConnAck it ->
                facts.put("session-present", it.sessionPresent())
                        .put("code", it.code())
                        .properties(it.properties());
            case Publish it ->
                facts.put("topic", it.topic())
                        .put("qos", it.qos())
                        .put("dup", it.dup())
                        .put("retain", it.retain())
                        .put("id", it.packetId())
                        .put("payload", text(it.payload()))
                        .properties(it.properties());
            case PubAck it -> facts.answer(it.packetId(), it.reasonCode(), it.properties());
            case PubRec it -> facts.answer(it.packetId(), it.reasonCode(), it.properties());
            case PubRel it -> facts.answer(it.packetId(), it.reasonCode(), it.properties());
            case PubComp it -> facts.answer(it.packetId(), it.reasonCode(), it.properties());
            case SubAck it ->
                facts.put("id", it.packetId()).put("codes", codes(it.codes())).properties(it.properties());
            case UnsubAck it ->
                facts.put("id", it.packetId()).put("codes", codes(it.codes())).properties(it.properties());
            case Disconnect it -> facts.put("code", it.reasonCode()).properties(it.properties());
            case Auth it -> facts.put("code", it.reasonCode()).properties(it.properties());
            case PingReq it -> {}
            case PingResp it -> {}
            case Connect it -> {}
            case Subscribe it -> {}
            case Unsubscribe it -> {}
        }
        return facts.all;
    }

    private Facts answer(int id, int code, Properties properties) {
        return put("id", id).put("code", code).properties(properties);
    }

    private Facts put(String name, String value) {
        all.merge(name, value, (before, more) -> before + "," + more);
        return this;
    }

    private Facts put(String name, long value) {
        return put(name, Long.toString(value));
    }

    private Facts put(String name, boolean value) {
        return put(name, value ? "1" : "0");
    }

    private Facts properties(Properties properties) {
        for (Property property : properties.all()) {
            String value = switch (property) {
                case Property.Numeric it -> Long.toString(it.value());
                case Property.Text it -> it.value();
                case Property.Data it -> text(it.value());
                case Property.Pair it -> it.name() + ":" + it.value();
            };
            put(FieldNames.of(property.id()), value);
        }
        return this;
    }

    private static String codes(List<Integer> codes) {
        List<String> texts = new ArrayList<>();
        for (int code : codes) {
            texts.add(Integer.toString(code));
        }
        return String.join(",", texts);
    }

    /// "hello", or "hex:00ff" for what is not UTF-8.
    static String text(Bytes bytes) {
        return bytes.isUtf8() ? bytes.text() : "hex:" + bytes;
    }
}
