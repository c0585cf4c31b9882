package mqttlab.broker.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import org.jspecify.annotations.Nullable;

/// Properties as JSON, in their order and without loss: `[["Content Type","text/plain"],["User Property","a","b"]]`.
///
/// A row has the standard's name and the value: a number, a text, binary data in hexadecimal, or the two texts of a
/// User Property. What is read is JSON of this shape, and what SQLite's functions may have made of it.
final class PropertyText {

    private static final Map<String, PropertyId> BY_NAME = byName();

    private final String text;
    private int at;

    private PropertyText(String text) {
        this.text = text;
    }

    private static Map<String, PropertyId> byName() {
        Map<String, PropertyId> byName = new HashMap<>();
        for (PropertyId id : PropertyId.values()) {
            byName.put(id.text(), id);
        }
        return byName;
    }

    /// Null for none.
    static @Nullable String write(Properties properties) {
        if (properties.isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder("[");
        for (Property property : properties.all()) {
            out.append(out.length() > 1 ? ",[" : "[");
            quote(property.id().text(), out);
            out.append(',');
            switch (property) {
                case Property.Numeric it -> out.append(it.value());
                case Property.Text it -> quote(it.value(), out);
                case Property.Data it -> quote(it.value().toString(), out);
                case Property.Pair it -> {
                    quote(it.name(), out);
                    out.append(',');
                    quote(it.value(), out);
                }
            }
            out.append(']');
        }
        return out.append(']').toString();
    }

    private static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7f && c < 0xa0) {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /// @throws IllegalArgumentException where the text has another shape
    static Properties read(@Nullable String text) {
        return text == null ? Properties.NONE : new PropertyText(text).properties();
    }

    private Properties properties() {
        List<Property> all = new ArrayList<>();
        expect('[');
        if (!skips(']')) {
            do {
                all.add(property());
            } while (skips(','));
            expect(']');
        }
        if (peek() != 0 || at < text.length()) {
            throw unexpected("the end");
        }
        return new Properties(all);
    }

    private Property property() {
        expect('[');
        String name = string();
        PropertyId id = BY_NAME.get(name);
        if (id == null) {
            throw unexpected("the name of a property before this");
        }
        expect(',');
        Property property = switch (id.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT -> new Property.Numeric(id, number());
            case TEXT -> new Property.Text(id, string());
            case DATA -> new Property.Data(id, Bytes.of(HexFormat.of().parseHex(string())));
            case PAIR -> {
                String first = string();
                expect(',');
                yield new Property.Pair(first, string());
            }
        };
        expect(']');
        return property;
    }

    private long number() {
        peek();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (start == at || at - start > 10) {
            throw unexpected("a number of 32 bits");
        }
        return Long.parseLong(text.substring(start, at));
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        throw unexpected("the end of a string");
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (text.length() - at < 4) {
                    throw unexpected("four hexadecimal digits");
                }
                at += 4;
                yield (char) HexFormat.fromHexDigits(text, at - 4, at);
            }
            default -> throw unexpected("an escape of JSON before this");
        };
    }

    private void expect(char c) {
        if (!skips(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private boolean skips(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /// The next character behind white space; 0 at the end.
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("at character " + at + " of the properties: expected " + expected);
    }
}
