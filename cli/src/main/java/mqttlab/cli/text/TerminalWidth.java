package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Lines that fit a terminal.
public final class TerminalWidth {

    private TerminalWidth() {}

    /// Where to cut a line of plain text so that it fits; its whole length where it does, or where there is no
    /// terminal.
    public static int cut(TextBuffer line, int columns) {
        if (columns <= 0 || line.size() <= columns) {
            return line.size();
        }
        int width = 0;
        for (int i = 0; i < line.size(); i++) {
            width += width(line.array()[i]);
            if (width > columns) {
                return i;
            }
        }
        return line.size();
    }

    /// How many columns a line of plain text takes.
    public static int of(TextBuffer line) {
        int width = 0;
        for (int i = 0; i < line.size(); i++) {
            width += width(line.array()[i]);
        }
        return width;
    }

    /// What a byte of UTF-8 adds. East Asian characters and emoji, of three bytes and more, mostly take two columns.
    private static int width(byte b) {
        boolean isStart = (b & 0xc0) != 0x80;
        return !isStart ? 0 : (b & 0xff) >= 0xe3 ? 2 : 1;
    }
}
