package mqttlab.cli.client;

import mqttlab.client.Message;
import mqttlab.packet.TextBuffer;

/// The payload; before it the topic, where that is wanted.
record Plain(Cells cells, boolean hasTopic) implements Form {

    @Override
    public boolean add(TextBuffer out, Message message) {
        if (!hasTopic) {
            cells.payload(out, message.payload());
            return message.payload().length() > 0;
        }
        cells.text(out, message.topic());
        out.add(' ');
        if (message.payload().length() == 0) {
            out.add("(null)");
        } else {
            cells.payload(out, message.payload());
        }
        return true;
    }
}
