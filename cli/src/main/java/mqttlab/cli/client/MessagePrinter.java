package mqttlab.cli.client;

import java.util.HashMap;
import java.util.Map;
import mqttlab.cli.command.Output;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.client.Message;
import mqttlab.packet.TextBuffer;

/// Prints messages to standard output.
final class MessagePrinter {

    private final Output output;
    private final Form form;
    private final boolean endsLine;
    /// The line of the terminal that belongs to a topic, where each has one.
    private final Map<String, Integer> lines = new HashMap<>();

    private final boolean isWatch;
    private final int columns;
    private final TextBuffer text = new TextBuffer();
    private final TextBuffer out = new TextBuffer();

    /// @param isWatch whether each topic has a line of its own
    /// @param columns the width of the terminal, 0 for none
    MessagePrinter(Output output, Form form, boolean endsLine, boolean isWatch, int columns) {
        this.output = output;
        this.form = form;
        this.endsLine = endsLine;
        this.isWatch = isWatch;
        this.columns = columns;
    }

    void print(Message message) {
        out.clear();
        if (isWatch) {
            Integer line = lines.get(message.topic());
            if (line == null) {
                line = lines.size() + 1;
                lines.put(message.topic(), line);
                out.add(line == 1 ? "\033[2J" : "");
            }
            out.add("\033[").add(line).add(";1H\033[K");
            addLine(message);
        } else if (form.add(out, message) && endsLine) {
            out.add('\n');
        }
        output.write(out.array(), 0, out.size());
    }

    /// On the lines below stand other topics.
    private void addLine(Message message) {
        text.clear();
        form.add(text, message);
        byte[] array = text.array();
        for (int i = 0; i < text.size(); i++) {
            array[i] = array[i] == '\n' || array[i] == '\t' ? (byte) ' ' : array[i];
        }
        out.addAll(array, 0, TerminalWidth.cut(text, columns));
    }

    void flush() {
        output.flush();
    }
}
