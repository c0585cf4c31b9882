package mqttlab.payload;

import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON, RFC 8259.
final class JsonFormat implements PayloadFormat {

    private @Nullable JsonFactory factory;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean isNamedBy(ContentType type) {
        return type.is("application/json") || type.is("text/json") || type.hasSuffix("+json");
    }

    /// An object or array to the last byte. A lone number or string is better called text.
    @Override
    public boolean isRecognisedIn(Bytes payload) {
        int first = 0;
        while (first < payload.length() && isSpace(payload.at(first))) {
            first++;
        }
        if (first == payload.length() || payload.at(first) != '{' && payload.at(first) != '[') {
            return false;
        }
        try {
            decode(new Message("", null, payload));
            return true;
        } catch (PayloadException e) {
            return false;
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        try (JsonParser parser = parser(message)) {
            return new JacksonValues().document(parser);
        }
    }

    private JsonParser parser(Message message) throws PayloadException {
        if (factory == null) {
            factory = JsonFactory.builder()
                    .streamReadConstraints(JacksonValues.CONSTRAINTS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
        }
        try {
            ContentType type = message.contentType();
            return type == null || type.parameter("charset") == null
                    ? factory.createParser(
                            ObjectReadContext.empty(), message.payload().toArray())
                    : factory.createParser(ObjectReadContext.empty(), TextFormat.text(message));
        } catch (JacksonException e) {
            throw new PayloadException(String.valueOf(e.getOriginalMessage()));
        }
    }
}
