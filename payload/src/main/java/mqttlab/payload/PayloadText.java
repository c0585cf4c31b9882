package mqttlab.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;

/// Decoded payloads as text: for people in a line or a tree, for programs as JSON. Everything from outside is escaped.
///
/// ```
/// Decoded as cbor
///   name: "boiler"
///   readings
///     [0] 21.5
/// ```
public final class PayloadText {

    /// How many members, items or lines of one value a tree shows.
    private static final int SHOWN = 100;
    /// How much of a long text or run of bytes.
    private static final int CUT = 240;

    private PayloadText() {}

    /// Appends a decoded payload as a JSON object with the members `format`, `packing`, and `value` or `error` and
    /// `offset`.
    public static void json(TextBuffer out, Decoded decoded) {
        out.add("{\"format\":");
        jsonText(out, decoded.format());
        if (decoded.packing() != null) {
            out.add(",\"packing\":\"").add(decoded.packing()).add('"');
        }
        switch (decoded) {
            case Decoded.Read read -> json(out.add(",\"value\":"), read.value());
            case Decoded.Failed failed -> {
                jsonText(out.add(",\"error\":"), failed.why());
                if (failed.offset() != PayloadException.NOWHERE) {
                    out.add(",\"offset\":").add(failed.offset());
                }
            }
        }
        out.add('}');
    }

    /// Appends a value as JSON. Bytes become `{"bytes":"0a0b"}`, a noted value `{"note":"tag 1","value":1}`, and the
    /// numbers that JSON does not have texts.
    public static void json(TextBuffer out, Value value) {
        switch (value) {
            case Value.Struct struct -> jsonMembers(out, struct.members());
            case Value.Array array -> jsonItems(out, array.items());
            case Value.Text text -> jsonText(out, text.text());
            case Value.Numeral number -> jsonNumber(out, number.literal());
            case Value.Data data ->
                out.add("{\"bytes\":\"").add(data.bytes().toString()).add("\"}");
            case Value.Flag flag -> out.add(flag.isSet() ? "true" : "false");
            case Value.Nothing _ -> out.add("null");
            case Value.Noted noted -> {
                jsonText(out.add("{\"note\":"), noted.note());
                json(out.add(",\"value\":"), noted.value());
                out.add('}');
            }
        }
    }

    private static void jsonMembers(TextBuffer out, List<Value.Member> members) {
        out.add('{');
        for (int i = 0; i < members.size(); i++) {
            jsonText(out.add(i == 0 ? "" : ","), members.get(i).name());
            json(out.add(':'), members.get(i).value());
        }
        out.add('}');
    }

    private static void jsonItems(TextBuffer out, List<Value> items) {
        out.add('[');
        for (int i = 0; i < items.size(); i++) {
            json(out.add(i == 0 ? "" : ","), items.get(i));
        }
        out.add(']');
    }

    private static void jsonNumber(TextBuffer out, String literal) {
        if (isJsonNumber(literal)) {
            out.add(literal);
        } else {
            jsonText(out, literal);
        }
    }

    /// Whether it is `-1.5E+3` or the like: digits in the places where RFC 8259 section 6 wants them.
    private static boolean isJsonNumber(String literal) {
        int integer = literal.startsWith("-") ? 1 : 0;
        int at = digits(literal, integer);
        boolean isNumber = at > integer && (at == integer + 1 || literal.charAt(integer) != '0');
        if (at < literal.length() && literal.charAt(at) == '.') {
            int fraction = digits(literal, at + 1);
            isNumber &= fraction > at + 1;
            at = fraction;
        }
        if (at < literal.length() && (literal.charAt(at) | 0x20) == 'e') {
            int sign = at + 1 < literal.length() && "+-".indexOf(literal.charAt(at + 1)) >= 0 ? 1 : 0;
            int exponent = digits(literal, at + 1 + sign);
            isNumber &= exponent > at + 1 + sign;
            at = exponent;
        }
        return isNumber && at == literal.length();
    }

    /// The index behind the digits from `from` on.
    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static void jsonText(TextBuffer out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.add('"').json(bytes, 0, bytes.length).add('"');
    }

    /// Appends what became of a payload in one line of at most about `most` bytes, without a line end.
    public static void line(TextBuffer out, Decoded decoded, int most) {
        switch (decoded) {
            case Decoded.Read read -> line(out, read.value(), most);
            case Decoded.Failed failed -> {
                out.add("not ").escaped(failed.format()).add(": ");
                int end = out.size() + most;
                text(out, failed.why(), end);
                cut(out, end);
            }
        }
    }

    /// Appends a value in one line of at most about `most` bytes, `{name: "boiler", readings: [21.5, 0x0a0b]}`; whether
    /// all of it could be shown. What could not is three dots.
    public static boolean line(TextBuffer out, Value value, int most) {
        int end = out.size() + Math.max(0, most);
        inline(out, value, end);
        return !cut(out, end);
    }

    /// Puts three dots for what stands behind the end; whether anything does.
    private static boolean cut(TextBuffer out, int end) {
        boolean isLonger = out.size() > end;
        if (isLonger) {
            out.truncate(Show.cut(out.array(), end));
            out.add("...");
        }
        return isLonger;
    }

    /// Appends a value until it is over, or the text ends behind `end`.
    private static void inline(TextBuffer out, Value value, int end) {
        switch (value) {
            case Value.Struct struct -> {
                out.add('{');
                for (int i = 0; i < struct.members().size() && out.size() <= end; i++) {
                    Value.Member member = struct.members().get(i);
                    name(out.add(i == 0 ? "" : ", "), member.name(), end);
                    inline(out.add(": "), member.value(), end);
                }
                out.add('}');
            }
            case Value.Array array -> {
                out.add('[');
                for (int i = 0; i < array.items().size() && out.size() <= end; i++) {
                    inline(out.add(i == 0 ? "" : ", "), array.items().get(i), end);
                }
                out.add(']');
            }
            case Value.Text text -> {
                out.add('"');
                text(out, text.text(), end);
                out.add('"');
            }
            case Value.Numeral number -> text(out, number.literal(), end);
            case Value.Data data -> {
                int shown = Math.clamp(end + 1L - out.size(), 0, data.bytes().length());
                out.add("0x").add(data.bytes().slice(0, shown).toString());
            }
            case Value.Flag flag -> out.add(flag.isSet() ? "true" : "false");
            case Value.Nothing _ -> out.add("null");
            case Value.Noted noted -> {
                inline(out, noted.value(), end);
                text(out.add(" ("), noted.note(), end);
                out.add(')');
            }
        }
    }

    /// Appends escaped text, or so much of it that the end is passed.
    private static void text(TextBuffer out, String text, int end) {
        int shown = Math.clamp(end + 1L - out.size(), 0, text.length());
        out.escaped(shown == text.length() ? text : text.substring(0, shown));
    }

    /// Appends a name, in quotes where it holds what stands between names.
    private static void name(TextBuffer out, String name, int end) {
        boolean isPlain = !name.isEmpty() && name.equals(name.strip());
        for (int i = 0; i < name.length() && isPlain; i++) {
            isPlain = ",:{}[]\"".indexOf(name.charAt(i)) < 0;
        }
        out.add(isPlain ? "" : "\"");
        text(out, name, end);
        out.add(isPlain ? "" : "\"");
    }

    /// A key that is no text, as text.
    static String name(Value key) {
        if (key instanceof Value.Text text) {
            return text.text();
        }
        TextBuffer out = new TextBuffer(16);
        boolean isWhole = line(out, key, CUT);
        assert isWhole || out.size() > 0;
        return out.toString();
    }

    /// Appends what became of a payload, as lines that end with a line end and begin with `indent` spaces; values that
    /// fit into a line of so many columns stand in one.
    public static void tree(TextBuffer out, Decoded decoded, int indent, int columns) {
        out.spaces(indent);
        switch (decoded) {
            case Decoded.Read read -> {
                out.add("Decoded as ").escaped(read.format());
                if (read.packing() != null) {
                    out.add(", unpacked from ").add(read.packing());
                }
                if (read.value() instanceof Value.Text text && text.text().indexOf('\n') >= 0) {
                    lines(out.add('\n'), text.text(), indent + 2);
                } else {
                    branch(out, read.value(), indent, columns);
                }
            }
            case Decoded.Failed failed -> {
                out.add("! not ").escaped(failed.format());
                if (failed.packing() != null) {
                    out.add(", unpacked from ").add(failed.packing());
                }
                out.add(": ").escaped(failed.why());
                if (failed.offset() != PayloadException.NOWHERE) {
                    out.add(", at byte ").add(failed.offset());
                }
                out.add('\n');
            }
        }
    }

    /// Appends a value behind its name: in the same line, or in lines of its own.
    private static void branch(TextBuffer out, Value value, int indent, int columns) {
        int start = out.size();
        out.add(": ");
        boolean isLeaf = switch (value) {
            case Value.Struct struct -> struct.members().isEmpty();
            case Value.Array array -> array.items().isEmpty();
            case Value.Noted _ -> false;
            case Value.Text _, Value.Numeral _, Value.Data _, Value.Flag _, Value.Nothing _ -> true;
        };
        if (line(out, value, isLeaf ? CUT : columns - indent) || isLeaf) {
            out.add('\n');
            return;
        }
        out.truncate(start);
        switch (value) {
            case Value.Noted noted -> {
                int end = out.add(" (").size() + CUT;
                text(out, noted.note(), end);
                cut(out, end);
                branch(out.add(')'), noted.value(), indent, columns);
            }
            case Value.Struct struct -> {
                out.add('\n');
                int shown = Math.min(SHOWN, struct.members().size());
                for (Value.Member member : struct.members().subList(0, shown)) {
                    int end = out.spaces(indent + 2).size() + CUT;
                    name(out, member.name(), end);
                    cut(out, end);
                    branch(out, member.value(), indent + 2, columns);
                }
                rest(out, struct.members().size() - shown, indent + 2);
            }
            case Value.Array array -> {
                out.add('\n');
                int shown = Math.min(SHOWN, array.items().size());
                for (int i = 0; i < shown; i++) {
                    out.spaces(indent + 2).add('[').add((long) i).add(']');
                    branch(out, array.items().get(i), indent + 2, columns);
                }
                rest(out, array.items().size() - shown, indent + 2);
            }
            case Value.Text _, Value.Numeral _, Value.Data _, Value.Flag _, Value.Nothing _ -> {}
        }
    }

    private static void rest(TextBuffer out, int count, int indent) {
        if (count > 0) {
            out.spaces(indent).add("... and ").add((long) count).add(" more\n");
        }
    }

    private static void lines(TextBuffer out, String text, int indent) {
        int from = 0;
        for (int shown = 0; shown < SHOWN && from < text.length(); shown++) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            int most = out.spaces(indent).size() + CUT;
            text(out, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, most);
            cut(out, most);
            out.add('\n');
            from = end < 0 ? text.length() : end + 1;
        }
        if (from < text.length()) {
            out.spaces(indent).add("... and ").add((long) text.length() - from).add(" more characters\n");
        }
    }
}
