package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Text that is broken into lines where the terminal ends.
public final class Paragraph {

    /// How it is printed on a terminal that knows colours.
    public enum Ink {
        PLAIN,
        BOLD,
        RED
    }

    private final Page page;
    private final TextBuffer line = new TextBuffer();
    private final TextBuffer word = new TextBuffer(64);

    public Paragraph(Page page) {
        this.page = page;
    }

    /// Prints a text of words, the first line behind `start` and the others indented as far; all of it on one line
    /// where there is no terminal.
    public void print(String start, String text, Ink ink) {
        line.clear();
        line.add(start);
        int indent = TerminalWidth.of(line);
        int width = indent;
        int from = 0;
        while (from <= text.length()) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space;
            word.clear();
            word.add(text.substring(from, to));
            int more = TerminalWidth.of(word);
            if (width > indent && page.columns() > 0 && width + 1 + more > page.columns()) {
                end(ink);
                line.spaces(indent);
                width = indent;
            }
            line.add(width > indent ? " " : "").add(word);
            width += more + (width > indent ? 1 : 0);
            from = to + 1;
        }
        end(ink);
    }

    private void end(Ink ink) {
        TextBuffer painted = new TextBuffer(line.size() + 16);
        switch (ink) {
            case PLAIN -> {}
            case BOLD -> page.paint().bold(painted);
            case RED -> page.paint().red(painted);
        }
        painted.add(line);
        if (ink != Ink.PLAIN) {
            page.paint().end(painted);
        }
        page.print(painted.add('\n'));
        line.clear();
    }
}
