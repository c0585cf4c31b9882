package mqttlab.cli;

import mqttlab.packet.TextBuffer;

/// Lines that fit a terminal.
final class TerminalWidth {

    private TerminalWidth() {}

    /// Where to cut a line of plain text so that it fits; its whole length where it does, or where there is no
    /// terminal.
    static int cut(TextBuffer line, int columns) {
        if (columns <= 0 || line.size() <= columns) {
            return line.size();
        }
        int width = 0;
        byte[] bytes = line.array();
        for (int i = 0; i < line.size(); i++) {
            boolean isStart = (bytes[i] & 0xc0) != 0x80;
            // East Asian characters and emoji, of three bytes and more, mostly take two columns.
            width += !isStart ? 0 : (bytes[i] & 0xff) >= 0xe3 ? 2 : 1;
            if (width > columns) {
                return i;
            }
        }
        return line.size();
    }
}
