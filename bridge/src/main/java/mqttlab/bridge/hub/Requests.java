package mqttlab.bridge.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads what pages ask for: one JSON object, of which every member is known.
final class Requests {

    private static final String ONE =
            "an object with one of \"subscribe\", \"unsubscribe\" and \"publish\", and \"id\" if you like";
    private static final String PUBLISH =
            "an object with \"topic\" and, if you like, \"payload\", \"encoding\", \"qos\", \"retain\", \"properties\"";
    private static final int LONGEST_ID = 64;
    /// The request, what to publish, its properties, the user properties, and one of them.
    private static final int DEPTH = 5;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser json;
    private @Nullable String id;

    private Requests(JsonParser json) {
        this.json = json;
    }

    /// @throws BadRequest where it is none
    static Request read(String text) throws BadRequest {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            Requests it = new Requests(parser);
            try {
                return it.request();
            } catch (JacksonException e) {
                throw it.broken(e);
            }
        }
    }

    private BadRequest broken(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int remark = Math.max(message.indexOf(" (start "), message.indexOf(", from `"));
        TokenStreamLocation at = e.getLocation();
        return new BadRequest(
                "not the JSON of a request: " + (remark < 0 ? message : message.substring(0, remark)),
                ONE,
                at == null ? BadRequest.NOWHERE : at.getCharOffset(),
                id);
    }

    private BadRequest wrong(String what, String expected) {
        return new BadRequest(what, expected, json.currentTokenLocation().getCharOffset(), id);
    }

    private Request request() throws BadRequest {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("not an object", ONE);
        }
        String verb = null;
        String filter = "";
        Message message = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("id")) {
                id = id();
                continue;
            }
            if (verb != null) {
                throw wrong("a second member, \"" + shown(name) + "\"", ONE);
            }
            verb = name;
            switch (name) {
                case "subscribe", "unsubscribe" -> filter = text(name, "a topic filter");
                case "publish" -> message = message();
                default -> throw wrong("there is no request \"" + shown(name) + "\"", ONE);
            }
        }
        if (json.nextToken() != null) {
            throw wrong("more follows behind the object", "one request in each text");
        }
        if (message != null) {
            return new Request.Publish(message, id);
        }
        if (verb == null) {
            throw wrong("an object that asks for nothing", ONE);
        }
        if (filter.isEmpty()) {
            throw wrong("an empty topic filter", "at least one character, as in sensors/#");
        }
        return verb.equals("subscribe") ? new Request.Subscribe(filter, id) : new Request.Unsubscribe(filter, id);
    }

    private String id() throws BadRequest {
        String expected = "a string of at most " + LONGEST_ID + " characters, or a whole number";
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getString();
        }
        if (json.currentToken() != JsonToken.VALUE_STRING || json.getString().length() > LONGEST_ID) {
            throw wrong("\"id\" cannot be that", expected);
        }
        return new TextBuffer(80).json(json.getString()).toString();
    }

    private Message message() throws BadRequest {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("\"publish\" is no object", PUBLISH);
        }
        String topic = "";
        String payload = "";
        String encoding = "utf8";
        int qos = 0;
        boolean retain = false;
        Properties properties = Properties.NONE;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "topic" -> topic = text(name, "a topic name");
                case "payload" -> payload = text(name, "a text");
                case "encoding" -> encoding = text(name, "utf8 or base64");
                case "qos" -> qos = (int) number(name, 0, 2);
                case "retain" -> retain = flag(name);
                case "properties" -> properties = properties();
                default -> throw wrong("\"publish\" has no member \"" + shown(name) + "\"", PUBLISH);
            }
        }
        if (topic.isEmpty()) {
            throw wrong("\"publish\" without a topic", PUBLISH);
        }
        Bytes bytes = switch (encoding) {
            case "utf8" -> Bytes.utf8(payload);
            case "base64" -> base64("payload", payload);
            default -> throw wrong("there is no encoding \"" + shown(encoding) + "\"", "utf8 or base64");
        };
        return new Message(topic, bytes, qos, retain, properties, 0);
    }

    private Properties properties() throws BadRequest {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("\"properties\" is no object", "names as content-type, and their values");
        }
        List<Property> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("user-properties")) {
                pairs(all);
            } else {
                all.add(property(name));
            }
        }
        return new Properties(all);
    }

    private Property property(String name) throws BadRequest {
        boolean isBase64 = name.endsWith("-base64");
        PropertyId it = propertyId(isBase64 ? name.substring(0, name.length() - "-base64".length()) : name);
        return switch (it.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT ->
                new Property.Numeric(it, number(name, it.least(), it.greatest()));
            case TEXT -> new Property.Text(it, text(name, "a text"));
            case DATA -> {
                String value = text(name, isBase64 ? "base64" : "a text");
                yield new Property.Data(it, isBase64 ? base64(name, value) : Bytes.utf8(value));
            }
            case PAIR -> throw wrong("there is no property \"user-property\"", "user-properties, an array");
        };
    }

    private PropertyId propertyId(String name) throws BadRequest {
        StringBuilder known = new StringBuilder();
        for (PropertyId each : PropertyId.values()) {
            if (isOfPages(each)) {
                if (Texts.name(each).equals(name)) {
                    return each;
                }
                known.append(Texts.name(each)).append(", ");
            }
        }
        throw wrong("there is no property \"" + shown(name) + "\"", known + "user-properties");
    }

    /// Aliases are the client's affair, and only a server sends a Subscription Identifier in PUBLISH.
    private static boolean isOfPages(PropertyId it) {
        return it.isAllowed(PacketType.PUBLISH)
                && it != PropertyId.TOPIC_ALIAS
                && it != PropertyId.SUBSCRIPTION_IDENTIFIER
                && it != PropertyId.USER_PROPERTY;
    }

    private void pairs(List<Property> all) throws BadRequest {
        String expected = "an array of objects with one name and value each: [{\"name\":\"value\"}]";
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("\"user-properties\" is no array", expected);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT || json.nextToken() != JsonToken.PROPERTY_NAME) {
                throw wrong("\"user-properties\" has something else in it", expected);
            }
            String name = json.currentName();
            json.nextToken();
            all.add(new Property.Pair(name, text("user-properties", "a text")));
            if (json.nextToken() != JsonToken.END_OBJECT) {
                throw wrong("a user property has a second name", expected);
            }
        }
    }

    private String text(String name, String expected) throws BadRequest {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"" + shown(name) + "\" is no string", expected);
        }
        String text = json.getString();
        // The parser lets half a surrogate pair pass, but of names. There is no UTF-8 of it.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong("\"" + shown(name) + "\" has half a surrogate pair in it", "both halves, as in \\ud83d\\ude00");
        }
        return text;
    }

    private boolean flag(String name) throws BadRequest {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw wrong("\"" + name + "\" is neither true nor false", "true or false");
        };
    }

    private long number(String name, long least, long greatest) throws BadRequest {
        String expected = "a whole number from " + least + " to " + greatest;
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("\"" + name + "\" is no whole number", expected);
        }
        String digits = json.getString();
        long value = digits.length() > 12 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < least || value > greatest) {
            throw wrong("\"" + name + "\" is " + digits, expected);
        }
        return value;
    }

    private Bytes base64(String name, String text) throws BadRequest {
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw wrong("\"" + name + "\" is no base64: " + e.getMessage(), "base64 as of RFC 4648 section 4");
        }
    }

    /// A word of the page, not too long to be said back.
    private static String shown(String word) {
        return word.length() > LONGEST_ID ? word.substring(0, LONGEST_ID) + "…" : word;
    }
}
