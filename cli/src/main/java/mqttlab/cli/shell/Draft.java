package mqttlab.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mqttlab.cli.bytes.JsonPacket;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.view.PacketJson;
import mqttlab.dissector.Conversation;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A packet that is made by hand: its fields, in the form of JSON that `encode` reads. Its lengths are counted, but for
/// those that were set.
final class Draft {

    private final Version version;
    private final ObjectNode json;

    private Draft(Version version, ObjectNode json) {
        this.version = version;
        this.json = json;
    }

    static Draft of(byte[] bytes, Version version) {
        Conversation conversation = new Conversation(version);
        Trace trace = new Trace();
        Packet packet = conversation.read(trace, Direction.CLIENT_TO_SERVER, bytes, 0, bytes.length);
        TextBuffer text = new TextBuffer().add('{');
        new PacketJson().members(text, trace, packet, conversation.version());
        JsonNode json = JsonMapper.shared().readTree(text.add('}').toString());
        Draft draft = new Draft(version, (ObjectNode) json);
        if (packet != null) {
            draft.fields().stream().filter(Place::isLength).forEach(it -> it.field.remove(List.of("raw", "value")));
        }
        return draft;
    }

    /// A field.
    ///
    /// @param parent the group or the byte that it is a part of, or the packet
    private record Place(ObjectNode field, ObjectNode parent) {

        String name() {
            return field.path("name").asString("");
        }

        boolean isLength() {
            return name().equals("mqtt.len") || name().endsWith("_len");
        }

        boolean isNumber() {
            return field.has("mask") || field.path("value").isIntegralNumber() || isLength();
        }
    }

    Version version() {
        return version;
    }

    byte[] bytes() {
        return JsonPacket.bytes(json);
    }

    /// Gives a field another value, whether the standard allows it or not.
    ///
    /// @throws Failure where there is no such field, or the value has no place in it
    void set(String name, String value) {
        Place place = find(name);
        ObjectNode old = json.deepCopy();
        put(place, value);
        try {
            byte[] _ = bytes();
        } catch (IllegalArgumentException e) {
            json.removeAll();
            json.setAll(old);
            throw new Failure(Status.FAILED, "set: " + e.getMessage());
        }
    }

    private static void put(Place place, String value) {
        ObjectNode field = place.field;
        boolean isNumber = place.isNumber();
        field.remove(List.of("raw", "text"));
        if (field.has("mask")) {
            place.parent.remove(List.of("raw", "value"));
        }
        if (isNumber) {
            field.put("value", number(place.name(), value));
        } else if (value.startsWith("hex:")) {
            field.remove("value");
            field.put("raw", value.substring("hex:".length()));
        } else {
            field.put("value", value);
        }
    }

    private static long number(String name, String value) {
        try {
            return Long.decode(value);
        } catch (NumberFormatException e) {
            throw new Failure(Status.FAILED, "set: " + name + " is a number, such as 3 or 0x80, not '" + value + "'");
        }
    }

    private Place find(String name) {
        List<Place> all = fields();
        return all.stream()
                .filter(it -> it.name().equals(name))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Failure(
                        Status.FAILED,
                        "set: this packet has no field " + name + "; it has "
                                + all.stream().map(Place::name).distinct().collect(Collectors.joining(", "))));
    }

    private List<Place> fields() {
        List<Place> all = new ArrayList<>();
        collect(json, json.path("fields"), all);
        return all;
    }

    private static void collect(ObjectNode parent, JsonNode fields, List<Place> all) {
        for (JsonNode field : fields) {
            if (field instanceof ObjectNode it) {
                all.add(new Place(it, parent));
                collect(it, it.path("children"), all);
            }
        }
    }
}
