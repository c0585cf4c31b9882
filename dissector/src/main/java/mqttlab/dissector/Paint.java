package mqttlab.dissector;

import mqttlab.packet.TextBuffer;

/// Colours for a terminal, or none.
public enum Paint {
    PLAIN,
    COLOR;

    private static final String[] FIELD_COLORS = {"36", "32", "33", "35", "34", "96", "92", "93", "95", "94"};

    public void bold(TextBuffer out) {
        code(out, "1");
    }

    public void faint(TextBuffer out) {
        code(out, "2");
    }

    public void red(TextBuffer out) {
        code(out, "31");
    }

    /// The colour that the `index`th field of a packet shares with its bytes.
    void field(TextBuffer out, int index) {
        code(out, FIELD_COLORS[index % FIELD_COLORS.length]);
    }

    public void end(TextBuffer out) {
        code(out, "0");
    }

    private void code(TextBuffer out, String code) {
        if (this == COLOR) {
            out.add("\u001b[").add(code).add('m');
        }
    }
}
