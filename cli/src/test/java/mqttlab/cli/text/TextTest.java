package mqttlab.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import mqttlab.cli.text.Table.Column;
import mqttlab.dissector.Paint;
import mqttlab.packet.TextBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/// Amounts, bars, tables and JSON.
class TextTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Page page(int columns) {
        return new Page(out::write, Paint.PLAIN, columns);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "99999, 99999",
        "100000, 100k",
        "999499, 999k",
        "999500, 1.00M",
        "1234567, 1.23M",
        "9994999, 9.99M",
        "9995000, 10.0M",
        "99949999, 99.9M",
        "99950000, 100M",
        "999500000, 1.00G",
        "9223372036854775807, 9.22E"
    })
    void amounts(long amount, String text) {
        TextBuffer buffer = new TextBuffer();
        Amounts.add(buffer, amount);
        assertEquals(text, buffer.toString());
    }

    @Property
    void amountsAreShort(@ForAll @LongRange(min = 0) long amount) {
        TextBuffer buffer = new TextBuffer();
        Amounts.add(buffer, amount);
        assertTrue(buffer.size() <= 5, buffer.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "0.254, 0.25", "9.994, 9.99", "9.996, 10.0", "99.96, 100", "12345.6, 12346", "1234567, 1.23M"
    })
    void rates(double rate, String text) {
        TextBuffer buffer = new TextBuffer();
        Amounts.rate(buffer, rate);
        assertEquals(text, buffer.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000 ms",
        "1500, 0.002 ms",
        "9999, 0.010 ms",
        "850000, 0.850 ms",
        "999600, 1.00 ms",
        "12345678, 12.3 ms",
        "999400000, 999 ms",
        "999600000, 1.00 s",
        "9994999999, 9.99 s",
        "9999999999, 10.0 s",
        "99950000000, 100 s",
        "5432100000000, 5432 s"
    })
    void durations(long nanos, String text) {
        TextBuffer buffer = new TextBuffer();
        Durations.add(buffer, nanos);
        assertEquals(text, buffer.toString());
    }

    @Test
    void sparklines() {
        TextBuffer buffer = new TextBuffer();
        Sparkline.add(buffer, new long[] {0, 1, 50, 100, Long.MAX_VALUE / 2, 0});
        assertEquals(" ▁▁▁█ ", buffer.toString());
        buffer.clear();
        Sparkline.add(buffer, new long[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertEquals("▁▂▃▄▅▆▇█", buffer.toString());
        buffer.clear();
        Sparkline.add(buffer, new long[] {0, 0});
        assertEquals("  ", buffer.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, ▏", "50, █████", "100, ██████████", "54, █████▍"})
    void bars(long value, String text) {
        TextBuffer buffer = new TextBuffer();
        Sparkline.bar(buffer, value, 100, 10);
        assertEquals(text, buffer.toString());
    }

    private void table(int columns) {
        String[][] cells = {{"1", "kitchen", "a long reason", ""}, {"22", "日本", "short", ""}};
        new Table(Column.number("n", 0), Column.text("name", 0, 1), Column.text("why", 8, 0), Column.number("empty", 0))
                .print(page(columns), new Table.Rows() {
                    @Override
                    public int count() {
                        return cells.length;
                    }

                    @Override
                    public void fill(int row, TextBuffer[] into) {
                        for (int i = 0; i < into.length; i++) {
                            into[i].add(cells[row][i]);
                        }
                    }
                });
    }

    @Test
    void columnsAreAsWideAsTheyNeedBe() {
        table(0);
        assertEquals("""
             n  name     why
             1  kitchen  a long reason
            22  日本     short
            """, printed());
    }

    @Test
    void textsAreCutBeforeColumnsAreLeftOut() {
        table(22);
        assertEquals("""
             n  name     why
             1  kitchen  a long r…
            22  日本     short
            """, printed());
    }

    @Test
    void columnsAreLeftOut() {
        table(20);
        assertEquals("""
             n  why
             1  a long reason
            22  short
            """, printed());
    }

    @Test
    void json() {
        Json json = new Json(page(0));
        json.object().member("a", 1).name("b").array().number(-2).object().endObject();
        json.text("\u001b\"").endArray();
        json.name("c").seconds(1_500_000_000L).name("d").seconds(-500_000_000L);
        json.name("e")
                .seconds(-1_500_000_000L)
                .name("f")
                .seconds(-2_000_000_000L)
                .name("g")
                .seconds(0);
        json.endObject().endLine();
        assertEquals(
                "{\"a\":1,\"b\":[-2,{},\"\\u001b\\\"\"],\"c\":1.500000000,\"d\":-0.500000000,\"e\":-1.500000000,"
                        + "\"f\":-2.000000000,\"g\":0.000000000}\n",
                printed());
    }

    @Property
    void jsonHoldsAnyText(@ForAll String text) {
        Json json = new Json(page(0));
        json.array().text(text).endArray().endLine();
        String expected = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(expected, new ObjectMapper().readTree(printed()).get(0).asString());
        out.reset();
    }
}
