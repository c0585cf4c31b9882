package mqttlab.cli.client;

import java.io.PrintStream;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;

/// A message as a JSON object, with mosquitto's keys. Bytes that are not UTF-8 stand in base64 under a key of their
/// own.
final class MessageJson {

    private final Cells cells;
    private final boolean isPretty;
    private final PrintStream err;
    private TextBuffer out = new TextBuffer();
    private int depth;
    private boolean isFirst;

    /// @param isPretty whether each member has a line of its own
    /// @param err where to say that a payload is not the JSON that was expected
    MessageJson(Cells cells, boolean isPretty, PrintStream err) {
        this.cells = cells;
        this.isPretty = isPretty;
        this.err = err;
    }

    /// @param isInlined whether the payload is JSON, to become part of the object
    void add(TextBuffer to, Message message, ZonedDateTime at, boolean isInlined) {
        out = to;
        open('{');
        key("tst");
        out.add('"');
        Strftime.iso(out, at, true);
        out.add('"');
        key("topic");
        out.json(message.topic());
        key("qos");
        out.add(message.qos());
        key("retain");
        out.add(message.retain() ? '1' : '0');
        key("payloadlen");
        out.add(message.payload().length());
        if (message.qos() > 0) {
            key("mid");
            out.add(message.packetId());
        }
        if (!message.properties().isEmpty()) {
            key("properties");
            properties(message.properties());
        }
        payload(message, isInlined);
        close('}');
    }

    private void payload(Message message, boolean isInlined) {
        byte[] bytes = message.payload().toArray();
        if (isInlined) {
            if (Json.isValid(bytes)) {
                key("payload");
                TextBuffer value = new TextBuffer(bytes.length);
                Json.addMinified(value, bytes);
                cells.bytes(out, Bytes.of(value.array(), 0, value.size()));
                return;
            }
            err.println("mqttlab: the payload is not JSON, on topic " + Show.escaped(message.topic()));
        }
        data("payload", message.payload());
    }

    private void properties(Properties properties) {
        open('{');
        boolean hasPairs = false;
        boolean hasIds = false;
        for (Property property : properties.all()) {
            String name = PropertyOptions.name(property.id());
            switch (property) {
                case Property.Numeric it
                when it.id() == PropertyId.SUBSCRIPTION_IDENTIFIER -> {
                    if (!hasIds) {
                        key(name);
                        ids(properties);
                    }
                    hasIds = true;
                }
                case Property.Numeric it -> {
                    key(name);
                    out.add(it.value());
                }
                case Property.Text it -> {
                    key(name);
                    out.json(it.value());
                }
                case Property.Data it -> data(name, it.value());
                case Property.Pair _ -> {
                    if (!hasPairs) {
                        pairs(properties);
                    }
                    hasPairs = true;
                }
            }
        }
        close('}');
    }

    /// An array where there are several: the message matches so many subscriptions.
    private void ids(Properties properties) {
        List<Property> ids = properties.all().stream()
                .filter(it -> it.id() == PropertyId.SUBSCRIPTION_IDENTIFIER)
                .toList();
        boolean isArray = ids.size() > 1;
        if (isArray) {
            open('[');
        }
        for (Property id : ids) {
            if (isArray) {
                separate();
            }
            if (id instanceof Property.Numeric it) {
                out.add(it.value());
            }
        }
        if (isArray) {
            close(']');
        }
    }

    /// An array, since a name may come several times.
    private void pairs(Properties properties) {
        key("user-properties");
        open('[');
        for (Property property : properties.all()) {
            if (property.id() == PropertyId.USER_PROPERTY && property instanceof Property.Pair it) {
                separate();
                open('{');
                key(it.name());
                out.json(it.value());
                close('}');
            }
        }
        close(']');
    }

    private void data(String name, Bytes value) {
        if (value.isUtf8()) {
            key(name);
            byte[] bytes = value.toArray();
            out.add('"').json(bytes, 0, bytes.length).add('"');
        } else {
            key(name + "-base64");
            out.add('"').addAll(Base64.getEncoder().encode(value.toArray())).add('"');
        }
    }

    private void open(char bracket) {
        out.add(bracket);
        depth++;
        isFirst = true;
    }

    private void close(char bracket) {
        depth--;
        line();
        out.add(bracket);
        isFirst = false;
    }

    private void separate() {
        out.add(isFirst ? "" : ",");
        isFirst = false;
        line();
    }

    private void line() {
        if (isPretty) {
            out.add('\n').spaces(2 * depth);
        }
    }

    private void key(String name) {
        separate();
        out.json(name);
        out.add(isPretty ? ": " : ":");
    }
}
