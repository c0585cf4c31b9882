package mqttlab.cli.view;

import java.util.List;
import mqttlab.cli.text.Json;
import mqttlab.dissector.Tree;
import mqttlab.packet.Bytes;
import mqttlab.packet.Connect;
import mqttlab.packet.Derived;
import mqttlab.packet.Field;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Will;
import mqttlab.payload.ContentType;
import mqttlab.payload.Decoded;
import mqttlab.payload.Message;
import mqttlab.payload.PayloadText;
import mqttlab.payload.Payloads;
import mqttlab.payload.Value;
import org.jspecify.annotations.Nullable;

/// What the payload of the packet at hand says: that of a PUBLISH, or of the will in a CONNECT.
public final class PayloadReader implements Tree.Below {

    /// How long a line of a tree may be before it becomes several.
    private static final int COLUMNS = 120;
    /// How much is added to a summary.
    private static final int SUMMARY = 100;
    /// A text up to here stands whole in the line of the payload itself.
    private static final int SHOWN = 240;

    private final Payloads payloads;
    private @Nullable Message message;
    private @Nullable Decoded decoded;

    PayloadReader(Payloads payloads) {
        this.payloads = payloads;
    }

    /// Takes note of a packet that is not to be shown.
    public void learn(Trace trace, @Nullable Packet packet) {
        message = message(trace, packet);
        decoded = null;
        if (message != null) {
            payloads.learn(message);
        }
    }

    /// Reads the payload of a packet that is to be shown.
    void read(Trace trace, @Nullable Packet packet) {
        learn(trace, packet);
        decoded = message == null ? null : payloads.decode(message);
    }

    private static @Nullable Message message(Trace trace, @Nullable Packet packet) {
        if (packet instanceof Publish publish) {
            String topic = publish.topic().isEmpty() ? aliased(trace.generated()) : publish.topic();
            return message(topic, publish.properties(), publish.payload());
        }
        Will will = packet instanceof Connect connect ? connect.will() : null;
        return will == null ? null : message(will.topic(), will.properties(), will.payload());
    }

    private static Message message(String topic, Properties properties, Bytes payload) {
        return new Message(topic, ContentType.parse(properties.text(PropertyId.CONTENT_TYPE)), payload);
    }

    private static String aliased(List<Trace.Generated> generated) {
        for (int i = 0; i < generated.size(); i++) {
            if (generated.get(i).field().id() == Derived.TOPIC.id()) {
                return generated.get(i).text();
            }
        }
        return "";
    }

    private static boolean isPayload(Field field) {
        return field.id() == Publish.PAYLOAD.id() || field.id() == Connect.WILL_PAYLOAD.id();
    }

    /// Whether the payload as it stands shows all that there is to say.
    private static boolean isPlain(Message message, Decoded decoded) {
        return decoded instanceof Decoded.Read read
                && read.packing() == null
                && read.value() instanceof Value.Text text
                && message.payload().length() <= SHOWN
                && text.text().equals(message.payload().text());
    }

    /// Appends what the payload says to the tree, below its line.
    @Override
    public void print(TextBuffer out, Field field, int indent) {
        if (decoded != null && message != null && isPayload(field) && !isPlain(message, decoded)) {
            PayloadText.tree(out, decoded, indent + 2, COLUMNS);
        }
    }

    /// Appends what the payload says in lines of its own, unless its bytes are text that says so themselves. Returns
    /// whether there was something to append.
    boolean tree(TextBuffer out, int indent) {
        if (decoded == null || showsItself()) {
            return false;
        }
        PayloadText.tree(out, decoded, indent, COLUMNS);
        return decoded instanceof Decoded.Read;
    }

    /// Adds what the payload says as a member of an object.
    void member(Json json) {
        if (decoded != null) {
            TextBuffer out = new TextBuffer();
            PayloadText.json(out, decoded);
            json.name("decoded").raw(out);
        }
    }

    /// Appends what the payload says to the JSON object of its field.
    void json(TextBuffer out, Field field) {
        if (decoded != null && isPayload(field)) {
            PayloadText.json(out.add(",\"decoded\":"), decoded);
        }
    }

    /// Appends what the payload says to a line that shows it as text or hexadecimal already.
    void line(TextBuffer out) {
        if (decoded == null || message == null) {
            return;
        }
        if (!showsItself()) {
            PayloadText.line(out.add("  = "), decoded, SUMMARY);
        }
    }

    /// Whether the bytes are text that needs no decoding.
    private boolean showsItself() {
        if (decoded == null || message == null) {
            return true;
        }
        byte[] bytes = message.payload().toArray();
        boolean isText = decoded.format().equals("text") || decoded.format().equals("json");
        return isText
                && decoded instanceof Decoded.Read
                && decoded.packing() == null
                && Show.isText(bytes, 0, bytes.length);
    }
}
