package mqttlab.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.packet.Bytes;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import org.jspecify.annotations.Nullable;

/// The option `-D`: properties of MQTT 5.0, for the packets that the command sends.
final class PropertyOptions {

    /// Where `-D` can put properties: what users call it, and the packet.
    enum Place {
        CONNECT(PacketType.CONNECT),
        PUBLISH(PacketType.PUBLISH),
        SUBSCRIBE(PacketType.SUBSCRIBE),
        UNSUBSCRIBE(PacketType.UNSUBSCRIBE),
        DISCONNECT(PacketType.DISCONNECT),
        WILL(null);

        private final @Nullable PacketType packet;

        Place(@Nullable PacketType packet) {
            this.packet = packet;
        }

        boolean takes(PropertyId id) {
            // A Subscription Identifier of PUBLISH comes from the server alone.
            return packet == null
                    ? id.isAllowedInWill()
                    : id.isAllowed(packet) && !(this == PUBLISH && id == PropertyId.SUBSCRIPTION_IDENTIFIER);
        }
    }

    private final Options.Value<List<List<String>>> given;

    PropertyOptions(Options options) {
        given = options.groups(
                "-D --property",
                "PACKET NAME [KEY] VALUE",
                "Add a property of 5.0 to connect, publish, subscribe, unsubscribe, disconnect or will, named as in the"
                        + " standard with hyphens: '-D publish content-type text/plain', '-D connect user-property KEY"
                        + " VALUE'. Binary values may be hex:..., base64:... or @FILE.",
                (_, name) -> name.equals("user-property") ? 4 : 3);
    }

    boolean isGiven() {
        return !given.get().isEmpty();
    }

    /// Those of one place, in their order.
    Properties of(Place place) throws IOException {
        List<Property> all = new ArrayList<>();
        for (List<String> words : given.get()) {
            if (place(words.get(0)) == place) {
                Property property = parse(place, words);
                boolean mayRepeat = property.id() == PropertyId.USER_PROPERTY;
                all.removeIf(it -> it.id() == property.id() && !mayRepeat);
                all.add(property);
            }
        }
        return all.isEmpty() ? Properties.NONE : new Properties(all);
    }

    /// Complains about properties for packets that the command does not send.
    void allow(List<Place> places) throws IOException {
        for (List<String> words : given.get()) {
            if (!places.contains(place(words.get(0)))) {
                throw Usage.wrong("-D " + words.get(0) + ": this command sends no such packet");
            }
        }
    }

    private static Place place(String name) {
        for (Place place : Place.values()) {
            if (place.name().equalsIgnoreCase(name)) {
                return place;
            }
        }
        throw Usage.wrong(
                "-D: expected connect, publish, subscribe, unsubscribe, disconnect or will but was '" + name + "'");
    }

    private static Property parse(Place place, List<String> words) throws IOException {
        String name = words.get(1);
        PropertyId id = id(name);
        if (!place.takes(id)) {
            throw Usage.wrong("-D " + words.get(0) + ": " + id.text() + " cannot stand there");
        }
        String value = words.get(2);
        return switch (id.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT ->
                new Property.Numeric(id, Numbers.parse("-D " + name, value, id.least(), id.greatest(), 0));
            case TEXT -> new Property.Text(id, value);
            case DATA -> new Property.Data(id, data(name, value));
            case PAIR -> new Property.Pair(value, words.get(3));
        };
    }

    private static PropertyId id(String name) {
        for (PropertyId id : PropertyId.values()) {
            if (name(id).equals(name)) {
                return id;
            }
        }
        throw Usage.wrong("-D: there is no property '" + name + "'");
    }

    /// `content-type` for Content Type.
    static String name(PropertyId id) {
        return id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Bytes data(String name, String value) throws IOException {
        if (value.startsWith("@")) {
            return Bytes.of(Files.readAllBytes(Path.of(value.substring(1))));
        }
        try {
            if (value.startsWith("hex:")) {
                return Bytes.of(HexFormat.of().parseHex(value.substring("hex:".length())));
            }
            if (value.startsWith("base64:")) {
                return Bytes.of(Base64.getDecoder().decode(value.substring("base64:".length())));
            }
        } catch (IllegalArgumentException e) {
            throw Usage.wrong("-D " + name + ": '" + value + "': " + e.getMessage());
        }
        return Bytes.utf8(value);
    }
}
