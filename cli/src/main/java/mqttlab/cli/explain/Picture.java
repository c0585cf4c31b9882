package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.cli.text.Paragraph.Ink;
import mqttlab.packet.Bytes;
import mqttlab.packet.Field;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// The bytes of a packet in boxes, and what is in them.
///
/// ```
///   ┌────┬────┬───────┐
///   │ 40 │ 02 │ 00 0a │
///   └─1──┴─2──┴───3───┘
/// ```
final class Picture {

    /// Where there is no terminal.
    private static final int USUAL_COLUMNS = 80;
    /// How many bytes of a long part are shown.
    private static final int SHOWN = 5;
    private static final String MARGIN = "  ";

    private final Page page;
    private final Paragraph paragraph;

    Picture(Page page, Paragraph paragraph) {
        this.page = page;
        this.paragraph = paragraph;
    }

    void print(Layout layout) {
        List<Version> versions = List.copyOf(layout.examples().keySet());
        boolean isSame = layout.examples().values().stream().distinct().count() == 1;
        for (Map.Entry<Version, List<Layout.Run>> example : layout.examples().entrySet()) {
            String title = isSame && versions.size() > 1
                    ? "an example, the same in MQTT 3.1.1 and 5.0"
                    : "an example in " + example.getKey();
            paragraph.print(MARGIN, title, Ink.PLAIN);
            boxes(example.getValue());
            if (isSame) {
                break;
            }
        }
        page.gap();
        for (int i = 0; i < layout.parts().size(); i++) {
            part(i + 1, layout.parts().get(i), versions);
        }
    }

    /// Prints the boxes, as many beside each other as the terminal is wide.
    private void boxes(List<Layout.Run> runs) {
        int room = (page.columns() > 0 ? page.columns() : USUAL_COLUMNS) - MARGIN.length() - 1;
        List<Layout.Run> line = new ArrayList<>();
        int width = 0;
        for (Layout.Run run : runs) {
            int more = content(run).length() + 3;
            if (width + more > room && !line.isEmpty()) {
                line(line);
                line.clear();
                width = 0;
            }
            line.add(run);
            width += more;
        }
        line(line);
    }

    private void line(List<Layout.Run> runs) {
        TextBuffer top = new TextBuffer().add(MARGIN);
        TextBuffer middle = new TextBuffer().add(MARGIN);
        TextBuffer bottom = new TextBuffer().add(MARGIN);
        for (int i = 0; i < runs.size(); i++) {
            String content = content(runs.get(i));
            String number = Integer.toString(runs.get(i).part() + 1);
            int width = content.length() + 2;
            int before = (width - number.length()) / 2;
            top.add(i == 0 ? "┌" : "┬").add("─".repeat(width));
            middle.add("│ ").add(content).add(" ");
            bottom.add(i == 0 ? "└" : "┴").add("─".repeat(before)).add(number);
            bottom.add("─".repeat(width - before - number.length()));
        }
        page.line(top.add("┐"));
        page.line(middle.add("│"));
        page.line(bottom.add("┘"));
    }

    private static String content(Layout.Run run) {
        Bytes bytes = run.bytes();
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length(), SHOWN); i++) {
            content.append(i == 0 ? "" : " ").append(CodeChapter.hex(bytes.at(i) & 0xff), 2, 4);
        }
        return content.append(bytes.length() > SHOWN ? " .." : "").toString();
    }

    private void part(int number, Layout.Part part, List<Version> versions) {
        Field field = part.field();
        StringBuilder text = new StringBuilder(field.name()).append(". ").append(field.meaning());
        if (part.versions().size() < versions.size()) {
            text.append(" Only in ").append(part.versions().iterator().next()).append('.');
        }
        if (!part.isAlways()) {
            text.append(" Not always there.");
        }
        if (part.isRepeated()) {
            text.append(" May come again.");
        }
        String start = MARGIN + (number < 10 ? " " : "") + number + "  ";
        paragraph.print(start, field.label() + ", " + text, Ink.PLAIN);
        for (Field bits : part.bits()) {
            paragraph.print(
                    " ".repeat(start.length()) + bits(bits.mask()) + "  ",
                    bits.label() + ", " + bits.name() + ". " + bits.meaning(),
                    Ink.PLAIN);
        }
    }

    /// `.... .xx.` for bits 2 and 1.
    private static String bits(int mask) {
        StringBuilder bits = new StringBuilder();
        for (int bit = 7; bit >= 0; bit--) {
            bits.append((mask >>> bit & 1) != 0 ? 'x' : '.').append(bit == 4 ? " " : "");
        }
        return bits.toString();
    }
}
