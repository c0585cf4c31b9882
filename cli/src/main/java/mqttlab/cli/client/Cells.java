package mqttlab.cli.client;

import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;

/// What comes from the server, as it is printed: unchanged, but on a terminal with everything escaped that the terminal
/// might obey.
///
/// @param encoding of payloads
record Cells(boolean isTerminal, Encoding encoding) {

    void payload(TextBuffer out, Bytes payload) {
        if (!encoding.isPlain()) {
            encoding.add(out, payload);
        } else {
            bytes(out, payload);
        }
    }

    void text(TextBuffer out, String text) {
        if (isTerminal) {
            bytes(out, Bytes.utf8(text));
        } else {
            out.add(text);
        }
    }

    void bytes(TextBuffer out, Bytes bytes) {
        if (!isTerminal) {
            out.addAll(bytes);
            return;
        }
        byte[] array = bytes.toArray();
        int from = 0;
        while (from < array.length) {
            int to = from;
            while (to < array.length && isPlain(array[to])) {
                to++;
            }
            out.addAll(array, from, to);
            from = to;
            while (to < array.length && !isPlain(array[to])) {
                to++;
            }
            out.escaped(array, from, to);
            from = to;
        }
    }

    /// Whether a byte is ASCII that stays as it is: what is printable, and what lays out a text of several lines.
    private static boolean isPlain(byte b) {
        return b >= ' ' && b < 0x7f || b == '\n' || b == '\t';
    }
}
