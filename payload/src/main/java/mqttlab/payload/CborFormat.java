package mqttlab.payload;

import mqttlab.packet.Bytes;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORParser;
import tools.jackson.dataformat.cbor.CBORReadFeature;

/// CBOR, RFC 8949.
final class CborFormat implements PayloadFormat {

    @Override
    public String name() {
        return "cbor";
    }

    @Override
    public boolean isNamedBy(ContentType type) {
        return type.is("application/cbor") || type.hasSuffix("+cbor");
    }

    /// The tag that is made for this (RFC 8949 section 3.4.6), or a map to the last byte whose first key is a text,
    /// and all keys printable.
    @Override
    public boolean isRecognisedIn(Bytes payload) {
        boolean isTagged =
                payload.length() > 3 && payload.at(0) == 0xd9 && payload.at(1) == 0xd9 && payload.at(2) == 0xf7;
        if (!isTagged && !beginsAsMap(payload)) {
            return false;
        }
        try {
            Value value = decode(new Message("", null, payload));
            return isTagged || Recognition.isNamed(value);
        } catch (PayloadException e) {
            return false;
        }
    }

    /// Whether there is the head of a map, and then that of a text of at least one byte.
    private static boolean beginsAsMap(Bytes payload) {
        if (payload.length() < 4) {
            return false;
        }
        int head = payload.at(0);
        int key = head == 0xb8 ? 2 : head == 0xb9 ? 3 : 1;
        boolean isMap = head > 0xa0 && head <= 0xb9 || head == 0xbf;
        return isMap && payload.at(key) > 0x60 && payload.at(key) < 0x7c;
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        return Values.read(message.payload().toArray());
    }

    /// With what CBOR has and JSON has not. Loaded with the library.
    private static final class Values extends JacksonValues {

        private static final CBORFactory FACTORY = CBORFactory.builder()
                .streamReadConstraints(CONSTRAINTS)
                .enable(CBORReadFeature.READ_UNDEFINED_AS_EMBEDDED_OBJECT)
                .enable(CBORReadFeature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)
                .build();

        private final CBORParser tags;

        private Values(CBORParser parser) {
            tags = parser;
        }

        static Value read(byte[] bytes) throws PayloadException {
            try (CBORParser parser = (CBORParser) FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
                return new Values(parser).document(parser);
            }
        }

        @Override
        Value value(JsonParser parser, JsonToken token) throws PayloadException {
            // Jackson shows the first of several tags in a row, and resolves those of big numbers itself.
            int tag = tags.getCurrentTag();
            Value value = super.value(parser, token);
            return tag < 0 ? value : new Value.Noted(note(tag), value);
        }

        /// What RFC 8949 section 3.4 calls the tag.
        private static String note(int tag) {
            return switch (tag) {
                case 0 -> "tag 0: date and time";
                case 1 -> "tag 1: seconds since 1970";
                case 21 -> "tag 21: for base64url";
                case 22 -> "tag 22: for base64";
                case 23 -> "tag 23: for base16";
                case 24 -> "tag 24: encoded CBOR";
                case 32 -> "tag 32: URI";
                case 33 -> "tag 33: base64url";
                case 34 -> "tag 34: base64";
                case 36 -> "tag 36: MIME message";
                case 55799 -> "tag 55799: CBOR";
                default -> "tag " + tag;
            };
        }

        @Override
        Value number(JsonParser parser) {
            return new Value.Numeral(parser.getNumberValue().toString());
        }

        @Override
        Value embedded(JsonParser parser) {
            return switch (parser.getEmbeddedObject()) {
                case byte[] bytes -> new Value.Data(Bytes.of(bytes));
                case null -> new Value.Noted("undefined", Value.NULL);
                case Object simple -> new Value.Noted("simple value", new Value.Numeral(simple.toString()));
            };
        }
    }
}
