package mqttlab.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;

/// The array types of Sparkplug B, which are packed into bytes. Sparkplug 3.0.0 section 6.4.17.
final class SparkplugArrays {

    private SparkplugArrays() {}

    static boolean isArray(DataType type) {
        return type.getNumber() >= DataType.Int8Array_VALUE && type.getNumber() <= DataType.DateTimeArray_VALUE;
    }

    static Value decode(DataType type, byte[] bytes, Limits limits) throws PayloadException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case BooleanArray -> flags(in, limits);
            case StringArray -> texts(bytes, limits);
            default -> numbers(type, in, limits);
        };
    }

    private static Value numbers(DataType type, ByteBuffer in, Limits limits) throws PayloadException {
        int width = width(type);
        if (in.remaining() % width != 0) {
            throw new PayloadException(type + " of " + in.remaining() + " bytes, which is no multiple of " + width);
        }
        List<Value> items = new ArrayList<>();
        while (in.hasRemaining()) {
            limits.count();
            items.add(number(type, in));
        }
        return new Value.Array(items);
    }

    private static int width(DataType type) {
        return switch (type) {
            case Int8Array, UInt8Array -> 1;
            case Int16Array, UInt16Array -> 2;
            case Int32Array, UInt32Array, FloatArray -> 4;
            default -> 8;
        };
    }

    private static Value number(DataType type, ByteBuffer in) {
        return switch (type) {
            case Int8Array -> Value.Numeral.of(in.get());
            case UInt8Array -> Value.Numeral.of(in.get() & 0xff);
            case Int16Array -> Value.Numeral.of(in.getShort());
            case UInt16Array -> Value.Numeral.of(in.getShort() & 0xffff);
            case Int32Array -> Value.Numeral.of(in.getInt());
            case UInt32Array -> Value.Numeral.of(in.getInt() & 0xffff_ffffL);
            case FloatArray -> Value.Numeral.of(in.getFloat());
            case DoubleArray -> Value.Numeral.of(in.getDouble());
            case UInt64Array -> new Value.Numeral(Long.toUnsignedString(in.getLong()));
            case DateTimeArray -> Value.time(in.getLong());
            default -> Value.Numeral.of(in.getLong());
        };
    }

    /// How many there are, in four bytes; then a bit for each, from the highest of the first byte on.
    private static Value flags(ByteBuffer in, Limits limits) throws PayloadException {
        if (in.remaining() < Integer.BYTES) {
            throw new PayloadException("BooleanArray without its length");
        }
        long count = in.getInt() & 0xffff_ffffL;
        if (in.remaining() != (count + 7) / 8) {
            throw new PayloadException("BooleanArray of " + count + " values in " + in.remaining() + " bytes");
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            limits.count();
            items.add(new Value.Flag((in.get(Integer.BYTES + i / 8) & 0x80 >>> i % 8) != 0));
        }
        return new Value.Array(items);
    }

    /// Each ends with a zero.
    private static Value texts(byte[] bytes, Limits limits) throws PayloadException {
        List<Value> items = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                limits.count();
                items.add(new Value.Text(new String(bytes, from, i - from, UTF_8)));
                from = i + 1;
            }
        }
        if (from < bytes.length) {
            throw new PayloadException("StringArray without a zero behind its last text");
        }
        return new Value.Array(items);
    }
}
