package mqttlab.payload;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/// MessagePack, https://github.com/msgpack/msgpack/blob/master/spec.md.
final class MessagePackFormat implements PayloadFormat {

    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public boolean isNamedBy(ContentType type) {
        return type.is("application/msgpack")
                || type.is("application/x-msgpack")
                || type.is("application/vnd.msgpack")
                || type.hasSuffix("+msgpack");
    }

    /// A map to the last byte whose first key is a text, and all keys printable.
    @Override
    public boolean isRecognisedIn(Bytes payload) {
        if (!beginsAsMap(payload)) {
            return false;
        }
        try {
            Reading reading = reading(payload);
            return Recognition.isNamed(reading.document()) && reading.hasOnlyNames;
        } catch (PayloadException e) {
            return false;
        }
    }

    /// Whether there is the head of a map, and then that of a text of at least one byte.
    private static boolean beginsAsMap(Bytes payload) {
        if (payload.length() < 4) {
            return false;
        }
        int head = payload.at(0);
        int at = head == 0xde ? 3 : 1;
        int key = payload.at(at);
        boolean isMap = head > 0x80 && head <= 0x8f || head == 0xde;
        return isMap && (key > 0xa0 && key <= 0xbf || key == 0xd9);
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        return reading(message.payload()).document();
    }

    private static Reading reading(Bytes payload) {
        byte[] bytes = payload.toArray();
        return new Reading(Unpackers.of(bytes), bytes.length);
    }

    /// Loaded with the library.
    private static final class Unpackers {
        static {
            // Its other buffers use what is left of sun.misc.Unsafe, and Java warns the user of that.
            System.setProperty("msgpack.universal-buffer", "true");
        }

        static MessageUnpacker of(byte[] bytes) {
            return MessagePack.newDefaultUnpacker(bytes);
        }
    }

    private static final class Reading {

        private static final int TIMESTAMP = -1;

        private final MessageUnpacker in;
        private final int length;
        private final Limits limits = new Limits();
        /// Whether all keys so far were texts.
        private boolean hasOnlyNames = true;

        Reading(MessageUnpacker in, int length) {
            this.in = in;
            this.length = length;
        }

        Value document() throws PayloadException {
            try {
                Value value = value();
                if (in.hasNext()) {
                    throw new PayloadException("more follows behind the value", in.getTotalReadBytes());
                }
                return value;
            } catch (MessagePackException | IOException | DateTimeException | ArithmeticException e) {
                throw new PayloadException(reason(e), in.getTotalReadBytes());
            }
        }

        private static String reason(Exception e) {
            // A size above 2147483647 is more than any payload has.
            if (e instanceof MessageInsufficientBufferException || e instanceof MessageSizeException) {
                return "ends too early";
            }
            String message = e.getMessage();
            return message == null ? "not well-formed" : message;
        }

        private Value value() throws IOException, PayloadException {
            MessageFormat format = in.getNextFormat();
            ValueType type = format.getValueType();
            if (type != ValueType.MAP && type != ValueType.ARRAY) {
                limits.count();
            }
            return switch (type) {
                case NIL -> {
                    in.unpackNil();
                    yield Value.NULL;
                }
                case BOOLEAN -> new Value.Flag(in.unpackBoolean());
                case INTEGER -> integer(format);
                case FLOAT ->
                    format == MessageFormat.FLOAT32
                            ? Value.Numeral.of(in.unpackFloat())
                            : Value.Numeral.of(in.unpackDouble());
                case STRING -> text(in.unpackRawStringHeader());
                case BINARY -> new Value.Data(bytes(in.unpackBinaryHeader()));
                case ARRAY -> array();
                case MAP -> struct();
                case EXTENSION -> extension();
            };
        }

        private Value integer(MessageFormat format) throws IOException {
            if (format == MessageFormat.UINT64) {
                BigInteger value = in.unpackBigInteger();
                return new Value.Numeral(value.toString());
            }
            return Value.Numeral.of(in.unpackLong());
        }

        /// Old writers put any bytes into a text.
        private Value text(int length) throws IOException, PayloadException {
            Bytes bytes = bytes(length);
            return bytes.isUtf8() ? new Value.Text(bytes.text()) : new Value.Data(bytes);
        }

        private Bytes bytes(int count) throws IOException, PayloadException {
            if (count > length - in.getTotalReadBytes()) {
                throw new PayloadException("ends too early", in.getTotalReadBytes());
            }
            return Bytes.of(in.readPayload(count));
        }

        private Value array() throws IOException, PayloadException {
            limits.enter();
            List<Value> items = new ArrayList<>();
            for (int count = in.unpackArrayHeader(); count > 0; count--) {
                items.add(value());
            }
            limits.leave();
            return new Value.Array(items);
        }

        private Value struct() throws IOException, PayloadException {
            limits.enter();
            List<Value.Member> members = new ArrayList<>();
            for (int count = in.unpackMapHeader(); count > 0; count--) {
                Value key = value();
                hasOnlyNames &= key instanceof Value.Text;
                members.add(new Value.Member(PayloadText.name(key), value()));
            }
            limits.leave();
            return new Value.Struct(members);
        }

        private Value extension() throws IOException, PayloadException {
            ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
            int count = header.getLength();
            if (header.getType() == TIMESTAMP && (count == 4 || count == 8 || count == 12)) {
                if (count > length - in.getTotalReadBytes()) {
                    throw new PayloadException("ends too early", in.getTotalReadBytes());
                }
                return new Value.Noted(
                        "timestamp", new Value.Text(in.unpackTimestamp(header).toString()));
            }
            return new Value.Noted("extension " + header.getType(), new Value.Data(bytes(count)));
        }
    }
}
