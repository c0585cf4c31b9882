package mqttlab.payload;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;

/// Values from the tokens of Jackson, whatever they are written in.
class JacksonValues {

    /// Texts are as long as they are. The length of a number keeps its limit of 1000: to write one in decimal takes a
    /// time that grows faster than it. Depth is checked here, with our words.
    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(Limits.DEPTH + 1)
            .maxStringLength(Limits.BYTES)
            .maxNameLength(Limits.BYTES)
            .build();

    private final Limits limits = new Limits();

    /// Reads the one value that the payload is to be.
    final Value document(JsonParser parser) throws PayloadException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new PayloadException("there is no value");
            }
            Value value = value(parser, first);
            long end = parser.currentLocation().getByteOffset();
            if (parser.nextToken() != null) {
                throw new PayloadException("more follows behind the value", end);
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new PayloadException(reason(e), at == null ? PayloadException.NOWHERE : at.getByteOffset());
        }
    }

    /// What Jackson says, without its remarks about where the text came from and which method sets a limit, and without
    /// its own names of values: where it has only begun to read one, that is "null".
    private static String reason(JacksonException e) {
        String message =
                e.getOriginalMessage().replaceAll("\\b(for|in) (null|VALUE_[A-Z_]+|`JsonToken\\.\\w+`)", "$1 a value");
        int source = message.indexOf(" (for ");
        int remark = Math.max(message.indexOf(" (start "), message.indexOf(", from `"));
        if (source >= 0 && message.indexOf("[Source", source) >= 0) {
            return message.substring(0, source);
        }
        return remark < 0 ? message : message.substring(0, remark) + (message.charAt(remark) == ',' ? ")" : "");
    }

    /// The value that begins with this token.
    Value value(JsonParser parser, JsonToken token) throws PayloadException {
        return switch (token) {
            case START_OBJECT -> struct(parser);
            case START_ARRAY -> array(parser);
            default -> {
                limits.count();
                yield scalar(parser, token);
            }
        };
    }

    private Value scalar(JsonParser parser, JsonToken token) throws PayloadException {
        return switch (token) {
            case VALUE_STRING -> new Value.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> new Value.Flag(true);
            case VALUE_FALSE -> new Value.Flag(false);
            case VALUE_NULL -> Value.NULL;
            case VALUE_EMBEDDED_OBJECT -> embedded(parser);
            default -> throw new PayloadException("unexpected " + token);
        };
    }

    private Value struct(JsonParser parser) throws PayloadException {
        limits.enter();
        List<Value.Member> members = new ArrayList<>();
        while (next(parser) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.add(new Value.Member(name, value(parser, next(parser))));
        }
        limits.leave();
        return new Value.Struct(members);
    }

    private Value array(JsonParser parser) throws PayloadException {
        limits.enter();
        List<Value> items = new ArrayList<>();
        for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
            items.add(value(parser, token));
        }
        limits.leave();
        return new Value.Array(items);
    }

    private static JsonToken next(JsonParser parser) throws PayloadException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new PayloadException("ends too early");
        }
        return token;
    }

    /// A number, with the digits that stand there.
    Value number(JsonParser parser) throws PayloadException {
        return new Value.Numeral(parser.getString());
    }

    /// What JSON does not have.
    Value embedded(JsonParser parser) throws PayloadException {
        throw new PayloadException("unexpected " + parser.currentToken());
    }
}
