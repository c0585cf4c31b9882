package mqttlab.cli.text;

import mqttlab.dissector.Paint;
import mqttlab.packet.TextBuffer;

/// Where a report is printed: some terminal, or none.
public final class Page {

    /// Takes the bytes of a page.
    public interface Sink {
        void write(byte[] bytes, int offset, int count);
    }

    private final Sink sink;
    private final Paint paint;
    private final int columns;

    /// @param columns the width of the terminal; 0 where there is none, and lines may have any length
    public Page(Sink sink, Paint paint, int columns) {
        this.sink = sink;
        this.paint = paint;
        this.columns = columns;
    }

    public Paint paint() {
        return paint;
    }

    /// The width of the terminal, or 0.
    public int columns() {
        return columns;
    }

    /// Prints text as it is, and empties the buffer.
    public void print(TextBuffer text) {
        sink.write(text.array(), 0, text.size());
        text.clear();
    }

    /// Prints a line of plain text, cut to the terminal, and empties the buffer.
    public void line(TextBuffer text) {
        int end = TerminalWidth.cut(text, columns);
        while (end > 0 && text.array()[end - 1] == ' ') {
            end--;
        }
        text.truncate(end);
        print(text.add('\n'));
    }

    /// Prints a line that stands above others.
    public void heading(String text) {
        TextBuffer line = new TextBuffer(64).add(text);
        line.truncate(TerminalWidth.cut(line, columns));
        TextBuffer painted = new TextBuffer(64);
        paint.bold(painted);
        painted.add(line);
        paint.end(painted);
        print(painted.add('\n'));
    }

    /// Prints an empty line.
    public void gap() {
        print(new TextBuffer(1).add('\n'));
    }
}
