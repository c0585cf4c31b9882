package mqttlab.cli.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// A message in the format of `-F`, which is that of mosquitto_sub.
final class Format implements Form {

    private final List<FormatPart> parts;
    private final MessageJson json;
    private final Cells cells;
    private final boolean hasTime;
    private final TextBuffer cell = new TextBuffer();

    private Format(List<FormatPart> parts, MessageJson json, Cells cells) {
        this.parts = parts;
        this.json = json;
        this.cells = cells;
        boolean isTimed = false;
        for (FormatPart part : parts) {
            isTimed |= part.isTimed();
        }
        this.hasTime = isTimed;
    }

    static Format parse(String text, MessageJson json, Cells cells) {
        return new Format(FormatPart.parse(text), json, cells);
    }

    @Override
    public boolean add(TextBuffer out, Message message) {
        ZonedDateTime now = hasTime ? ZonedDateTime.now(ZoneId.systemDefault()) : null;
        for (int i = 0; i < parts.size(); i++) {
            add(out, parts.get(i), message, now);
        }
        return true;
    }

    private void add(TextBuffer out, FormatPart part, Message message, @Nullable ZonedDateTime now) {
        switch (part.kind()) {
            case FormatPart.LITERAL -> out.add(part.text());
            case FormatPart.TIME -> {
                if (now != null) {
                    Strftime.add(out, now, part.letter());
                }
            }
            default -> {
                if (part.isAsItIs()) {
                    value(out, part, message, now);
                } else {
                    cell.clear();
                    value(cell, part, message, now);
                    part.pad(out, cell);
                }
            }
        }
    }

    private void value(TextBuffer out, FormatPart part, Message message, @Nullable ZonedDateTime now) {
        Properties properties = message.properties();
        Bytes payload = message.payload();
        switch (part.letter()) {
            case 't' -> cells.text(out, message.topic());
            case 'p' -> cells.payload(out, payload);
            case 'l' -> out.add(payload.length());
            case 'm' -> out.add(message.packetId());
            case 'q' -> out.add(message.qos());
            case 'r' -> out.add(message.retain() ? '1' : '0');
            case 'A' -> number(out, properties, PropertyId.TOPIC_ALIAS);
            case 'C' -> text(out, properties, PropertyId.CONTENT_TYPE);
            case 'D' -> {
                Bytes data = message.correlationData();
                cells.bytes(out, data == null ? Bytes.EMPTY : data);
            }
            case 'E' -> number(out, properties, PropertyId.MESSAGE_EXPIRY_INTERVAL);
            case 'F' -> number(out, properties, PropertyId.PAYLOAD_FORMAT_INDICATOR);
            case 'P' -> pairs(out, properties);
            case 'R' -> text(out, properties, PropertyId.RESPONSE_TOPIC);
            case 'S' -> number(out, properties, PropertyId.SUBSCRIPTION_IDENTIFIER);
            case 'x', 'X' -> hex(out, part, payload);
            case 'd', 'f' -> binary(out, part, payload);
            default -> timed(out, part.letter(), message, now);
        }
    }

    private void timed(TextBuffer out, char letter, Message message, @Nullable ZonedDateTime now) {
        ZonedDateTime at = now == null ? ZonedDateTime.now(ZoneId.systemDefault()) : now;
        switch (letter) {
            case 'I' -> Strftime.iso(out, at, false);
            case 'U' -> {
                out.add(at.toEpochSecond()).add('.');
                Strftime.padded(out, at.getNano(), 9, '0');
            }
            case 'j' -> json.add(out, message, at, false);
            default -> json.add(out, message, at, true);
        }
    }

    /// A message has a Subscription Identifier for each subscription that it matches.
    private static void number(TextBuffer out, Properties properties, PropertyId id) {
        boolean isFirst = true;
        for (Property property : properties.all()) {
            if (property.id() == id && property instanceof Property.Numeric it) {
                out.add(isFirst ? "" : " ").add(it.value());
                isFirst = false;
            }
        }
    }

    private void text(TextBuffer out, Properties properties, PropertyId id) {
        String text = properties.text(id);
        cells.text(out, text == null ? "" : text);
    }

    private void pairs(TextBuffer out, Properties properties) {
        boolean isFirst = true;
        for (Property property : properties.all()) {
            if (property instanceof Property.Pair pair) {
                out.add(isFirst ? "" : " ");
                cells.text(out, pair.name());
                out.add(':');
                cells.text(out, pair.value());
                isFirst = false;
            }
        }
    }

    /// The payload in hexadecimal, with a separator between groups of digits where the part asks for it.
    private static void hex(TextBuffer out, FormatPart part, Bytes payload) {
        String digits = payload.toString();
        String wanted = part.letter() == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        int group = part.separator() == 0 ? 0 : part.precision();
        if (group <= 0) {
            out.add(wanted);
            return;
        }
        for (int i = 0; i < wanted.length(); i += group) {
            out.add(i == 0 ? "" : String.valueOf(part.separator()));
            out.add(wanted.substring(i, Math.min(i + group, wanted.length())));
        }
    }

    /// A floating-point number of C, as it lies in the memory of most machines; nothing for a payload of another size.
    private static void binary(TextBuffer out, FormatPart part, Bytes payload) {
        int size = part.letter() == 'd' ? Double.BYTES : Float.BYTES;
        if (payload.length() != size) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        double value = size == Double.BYTES ? bytes.getDouble() : bytes.getFloat();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.add(Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf");
            return;
        }
        int decimals = part.precision() < 0 ? 6 : part.precision();
        out.addAll(new BigDecimal(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII));
    }
}
