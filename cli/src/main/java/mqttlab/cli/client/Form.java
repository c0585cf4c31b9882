package mqttlab.cli.client;

import mqttlab.client.Message;
import mqttlab.packet.TextBuffer;

/// The form in which a message is printed.
interface Form {

    /// Appends the message. Returns whether there is anything to print, be it empty.
    boolean add(TextBuffer out, Message message);
}
