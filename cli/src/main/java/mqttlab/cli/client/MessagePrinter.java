package mqttlab.cli.client;

import java.util.HashMap;
import java.util.Map;
import mqttlab.cli.command.Output;
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
    private final TextBuffer out = new TextBuffer();

    /// @param isWatch whether each topic has a line of its own
    MessagePrinter(Output output, Form form, boolean endsLine, boolean isWatch) {
        this.output = output;
        this.form = form;
        this.endsLine = endsLine;
        this.isWatch = isWatch;
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
            form.add(out, message);
        } else if (form.add(out, message) && endsLine) {
            out.add('\n');
        }
        output.write(out.array(), 0, out.size());
    }

    void flush() {
        output.flush();
    }
}
