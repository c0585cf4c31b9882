package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTextTest {

    private static final Value EVERYTHING = new Value.Struct(List.of(
            new Value.Member("name", new Value.Text("boiler \"1\"\n\u202e")),
            new Value.Member("", new Value.Array(List.of(Value.Numeral.of(21.5), Value.Numeral.of(Double.NaN)))),
            new Value.Member("a: b", new Value.Data(Bytes.of((byte) 1, (byte) 0xff))),
            new Value.Member("on", new Value.Flag(true)),
            new Value.Member("none", Value.NULL),
            new Value.Member("at", new Value.Noted("tag 1", Value.Numeral.of(5)))));

    private static String json(Value value) {
        TextBuffer out = new TextBuffer();
        PayloadText.json(out, value);
        return out.toString();
    }

    private static String tree(Value value) {
        TextBuffer out = new TextBuffer();
        PayloadText.tree(out, new Decoded.Read("x", null, value), 2, 60);
        return out.toString();
    }

    @Test
    void writesJson() {
        assertEquals(
                "{\"name\":\"boiler \\\"1\\\"\\n"
                    + "\\u202e\",\"\":[21.5,\"NaN\"],\"a:"
                    + " b\":{\"bytes\":\"01ff\"},\"on\":true,\"none\":null,\"at\":{\"note\":\"tag 1\",\"value\":5}}",
                json(EVERYTHING));
    }

    @Test
    void writesWhatBecameOfAPayloadAsJson() {
        TextBuffer out = new TextBuffer();
        PayloadText.json(out, new Decoded.Read("json", "gzip", Value.NULL));
        PayloadText.json(out, new Decoded.Failed("cbor", null, "ends \"early\"", 7));
        PayloadText.json(out, new Decoded.Failed("cbor", null, "why", PayloadException.NOWHERE));
        assertEquals(
                "{\"format\":\"json\",\"packing\":\"gzip\",\"value\":null}"
                        + "{\"format\":\"cbor\",\"error\":\"ends \\\"early\\\"\",\"offset\":7}"
                        + "{\"format\":\"cbor\",\"error\":\"why\"}",
                out.toString());
    }

    /// RFC 8259 section 6; what a plugin calls a number need not be one.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0",
        "10.50, 10.50",
        "1E400, 1E400",
        "1.5e-3, 1.5e-3",
        "01, '\"01\"'",
        "1., '\"1.\"'",
        ".5, '\".5\"'",
        "-, '\"-\"'",
        "1e, '\"1e\"'",
        "1e+, '\"1e+\"'",
        "'', '\"\"'",
        "'1,2', '\"1,2\"'",
        "Infinity, '\"Infinity\"'"
    })
    void writesOnlyNumbersAsNumbers(String literal, String json) {
        assertEquals(json, json(new Value.Numeral(literal)));
    }

    @Test
    void writesALine() {
        assertEquals(
                "{name: \"boiler \\\"1\\\"\\n\\u202e\", \"\": [21.5, NaN], \"a: b\": 0x01ff, on: true, none: null, "
                        + "at: 5 (tag 1)}",
                Reading.line(EVERYTHING));
    }

    @Test
    void cutsALine() {
        TextBuffer out = new TextBuffer().add("> ");
        assertFalse(PayloadText.line(out, EVERYTHING, 12));
        assertEquals("> {name: \"boil...", out.toString());
        out.clear();
        assertTrue(PayloadText.line(out, Value.NULL, 4));
        assertEquals("null", out.toString());
        out.clear();
        assertFalse(PayloadText.line(out, new Value.Text("ü".repeat(10)), 4));
        assertEquals("\"ü...", out.toString());
    }

    /// What is shown of a long value must not cost more than that.
    @Test
    void looksAtNoMoreThanItShows() {
        List<Value> many = Collections.nCopies(Limits.VALUES, Value.NULL);
        TextBuffer out = new TextBuffer(1);
        PayloadText.line(out, new Value.Array(many), 10);
        PayloadText.line(out, new Value.Text("x".repeat(Limits.BYTES)), 10);
        PayloadText.line(out, new Value.Data(Bytes.of(new byte[Limits.BYTES])), 10);
        assertTrue(out.array().length < 1000);
    }

    @Test
    void writesInALineWhatFits() {
        assertEquals(
                "  Decoded as x: [1, 2]\n", tree(new Value.Array(List.of(Value.Numeral.of(1), Value.Numeral.of(2)))));
        assertEquals("  Decoded as x: 5 (tag 1)\n", tree(new Value.Noted("tag 1", Value.Numeral.of(5))));
    }

    @Test
    void writesATree() {
        Value long_ = new Value.Text("long ".repeat(10));
        Value both = new Value.Struct(List.of(new Value.Member("one", long_), new Value.Member("two", long_)));
        Value value = new Value.Struct(List.of(
                new Value.Member("first", Value.NULL), new Value.Member("all", new Value.Noted("tag 24", both))));
        String text = "\"" + "long ".repeat(10) + "\"\n";
        assertEquals(
                "  Decoded as x\n    first: null\n    all (tag 24)\n      one: " + text + "      two: " + text,
                tree(value));
        assertEquals(
                "  Decoded as x\n    [0]: " + text + "    [1]: " + text, tree(new Value.Array(List.of(long_, long_))));
    }

    /// Also where the indent leaves no column.
    @Test
    void writesATreeThatIsDeeperThanWide() {
        Value value = new Value.Array(List.of());
        StringBuilder expected = new StringBuilder("  Decoded as x");
        for (int depth = 0; depth < 100; depth++) {
            value = new Value.Array(List.of(value));
        }
        for (int depth = 1; depth <= 100; depth++) {
            expected.append('\n').append(" ".repeat(2 + 2 * depth)).append("[0]");
        }
        assertEquals(expected.append(": []\n").toString(), tree(value));
    }

    @Test
    void leavesOutTheEndOfALongList() {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            items.add(Value.Numeral.of(i));
        }
        String tree = tree(new Value.Array(items));
        assertTrue(tree.endsWith("    [99]: 99\n    ... and 150 more\n"), tree);
    }

    @Test
    void writesTextLineByLine() {
        assertEquals("  Decoded as x\n    one\\u001b\n    two\n", tree(new Value.Text("one\033\r\ntwo\n")));
        assertTrue(tree(new Value.Text("x\n".repeat(150))).endsWith("    ... and 100 more characters\n"));
    }

    /// Whatever is left out, three dots say so.
    @Test
    void saysWhereItCuts() {
        String most = "x".repeat(240);
        String more = most + "y";
        assertEquals("  Decoded as x\n    " + most + "\n    -\n", tree(new Value.Text(most + "\n-")));
        assertEquals("  Decoded as x\n    " + most + "...\n    -\n", tree(new Value.Text(more + "\n-")));
        Value.Member member = new Value.Member(more, Value.NULL);
        assertEquals("  Decoded as x\n    " + most + "...: null\n", tree(new Value.Struct(List.of(member))));
        Value.Array items = new Value.Array(List.of(Value.NULL));
        assertEquals("  Decoded as x (" + most + "...): [null]\n", tree(new Value.Noted(more, items)));
        TextBuffer out = new TextBuffer();
        PayloadText.line(out, new Decoded.Failed("json", null, more, 0), 240);
        assertEquals("not json: " + most + "...", out.toString());
    }

    @Test
    void writesWhyNot() {
        TextBuffer out = new TextBuffer();
        PayloadText.tree(out, new Decoded.Failed("json", "gzip", "oh\033", 3), 2, 60);
        PayloadText.line(out, new Decoded.Failed("json", null, "oh", 3), 60);
        assertEquals("  ! not json, unpacked from gzip: oh\\u001b, at byte 3\nnot json: oh", out.toString());
    }
}
