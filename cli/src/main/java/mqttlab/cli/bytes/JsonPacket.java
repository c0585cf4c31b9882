package mqttlab.cli.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The bytes of a packet that was written as JSON, and perhaps changed by hand.
///
/// A field is its `raw` bytes. Where these were taken out, its `value` (or `text`) is written instead; where that
/// was taken out of a length too, the length is counted. A `raw` and a `value` that say different things are an
/// error.
public final class JsonPacket {

    private static final HexFormat HEX = HexFormat.of();

    private JsonPacket() {}

    /// The bytes of the packet.
    ///
    /// @throws IllegalArgumentException with the name of a field that does not say what its bytes are
    public static byte[] bytes(JsonNode packet) {
        JsonNode fields = packet.get("fields");
        if (fields == null || !fields.isArray()) {
            throw new IllegalArgumentException(
                    "expected an object with an array named 'fields', as 'decode -T json' prints it");
        }
        return fields(fields);
    }

    /// Goes from the last field to the first, since a length counts what follows it.
    private static byte[] fields(JsonNode fields) {
        byte[] behind = new byte[0];
        int next = 0;
        for (int i = fields.size() - 1; i >= 0; i--) {
            byte[] field = field(fields.get(i), behind.length, next);
            next = field.length;
            behind = joined(field, behind);
        }
        return behind;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /// @param behind how many bytes follow in the packet or group
    /// @param next how many of them belong to the next field
    private static byte[] field(JsonNode field, int behind, int next) {
        String name = field.path("name").asString("(without a name)");
        JsonNode children = field.path("children");
        JsonNode rawNode = field.get("raw");
        boolean hasBits = !children.isEmpty() && children.get(0).has("mask");
        if (rawNode == null && field.has("children") && !hasBits) {
            return fields(children);
        }
        byte[] raw = rawNode == null ? null : hex(name, rawNode.asString());
        byte[] valued = hasBits ? bits(name, children) : value(name, field, raw);
        if (raw != null && valued != null && !Arrays.equals(raw, valued)) {
            throw new IllegalArgumentException("field " + name + ": 'raw' says " + HEX.formatHex(raw)
                    + ", the value says " + HEX.formatHex(valued) + "; take 'raw' out to have the value written");
        }
        if (raw != null) {
            return raw;
        }
        return valued != null ? valued : length(name, behind, next);
    }

    private static byte[] hex(String name, String digits) {
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field " + name + ": 'raw': " + e.getMessage(), e);
        }
    }

    /// The byte whose bits are given.
    private static byte[] bits(String name, JsonNode children) {
        int all = 0;
        for (JsonNode child : children) {
            int mask = child.path("mask").asInt(0);
            int value = child.path("value").asInt(-1) << Integer.numberOfTrailingZeros(mask);
            if (mask == 0 || (value & ~mask) != 0) {
                throw new IllegalArgumentException(
                        "field " + child.path("name").asString(name) + ": expected a 'value' that fits its 'mask'");
            }
            all |= value;
        }
        return new byte[] {(byte) all};
    }

    /// What the field says, or null where it has no value. Ill-formed text cannot be a value: its raw bytes hold.
    private static byte @Nullable [] value(String name, JsonNode field, byte @Nullable [] raw) {
        JsonNode value = field.has("text") ? field.get("text") : field.get("value");
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber()) {
            return number(
                    name, value.asLong(), raw == null ? field.path("length").asInt(0) : raw.length);
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("field " + name + ": expected a number or a string as its value");
        }
        String text = value.asString();
        boolean wasDamaged = raw != null && text.indexOf('\ufffd') >= 0;
        return wasDamaged ? raw : text.getBytes(StandardCharsets.UTF_8);
    }

    /// Variable Byte Integers keep the length they had, even where fewer bytes would do.
    private static byte[] number(String name, long value, int length) {
        if (isVarint(name)) {
            return varint(name, value, length);
        }
        if (length < 1 || length > 4 || value < 0 || value >>> 8 * length != 0) {
            throw new IllegalArgumentException(
                    "field " + name + ": " + value + " does not fit its 'length' of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> 8 * (length - 1 - i));
        }
        return bytes;
    }

    private static boolean isVarint(String name) {
        return switch (name) {
            case "mqtt.len", "mqtt.property_len", "mqtt.property_id", "mqtt.property.subscription_identifier" -> true;
            default -> false;
        };
    }

    private static byte[] varint(String name, long value, int atLeast) {
        if (value < 0 || value > 0xfff_ffff) {
            throw new IllegalArgumentException("field " + name + ": expected 0 to 268435455 but was " + value);
        }
        byte[] bytes = new byte[4];
        int size = 0;
        long left = value;
        do {
            bytes[size++] = (byte) (left & 0x7f | (left >= 0x80 ? 0x80 : 0));
            left >>>= 7;
        } while (left > 0);
        for (; size < Math.min(4, atLeast); size++) {
            bytes[size - 1] |= (byte) 0x80;
        }
        return Arrays.copyOf(bytes, size);
    }

    /// A length without any value: counted.
    private static byte[] length(String name, int behind, int next) {
        if (name.equals("mqtt.len") || name.equals("mqtt.property_len")) {
            return varint(name, behind, 1);
        }
        if (!name.endsWith("_len")) {
            throw new IllegalArgumentException("field " + name + ": expected 'raw' or 'value'");
        }
        return number(name, next, 2);
    }
}
