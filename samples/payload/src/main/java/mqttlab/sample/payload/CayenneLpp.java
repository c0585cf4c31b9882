package mqttlab.sample.payload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.payload.Message;
import mqttlab.payload.PayloadException;
import mqttlab.payload.PayloadFormat;
import mqttlab.payload.Value;
import org.jspecify.annotations.Nullable;

/// Cayenne LPP, what many LoRaWAN sensors send: values of a channel, a type and a few bytes, one behind the other.
/// https://docs.mydevices.com/docs/lorawan/cayenne-lpp
///
/// No Content Type stands for it, no topic, and its bytes may be anything else's: only a rule can ask for it.
public final class CayenneLpp implements PayloadFormat {

    /// A type of value: how it is numbered and called, how many bytes each of its numbers has, whether they are signed,
    /// how many digits stand behind the point, what its numbers are called where there are more.
    private record Type(int code, String name, int width, boolean isSigned, int digits, String... parts) {}

    // @formatter:off
    private static final List<Type> TYPES = List.of(
            new Type(0, "digital_in", 1, false, 0),
            new Type(1, "digital_out", 1, false, 0),
            new Type(2, "analog_in", 2, true, 2),
            new Type(3, "analog_out", 2, true, 2),
            new Type(101, "luminosity", 2, false, 0),
            new Type(102, "presence", 1, false, 0),
            new Type(103, "temperature", 2, true, 1),
            new Type(104, "relative_humidity", 1, false, 1),
            new Type(113, "accelerometer", 2, true, 3, "x", "y", "z"),
            new Type(115, "barometric_pressure", 2, false, 1),
            new Type(134, "gyrometer", 2, true, 2, "x", "y", "z"),
            new Type(136, "gps", 3, true, 4, "latitude", "longitude", "altitude"));
    // @formatter:on

    @Override
    public String name() {
        return "cayenne-lpp";
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        Bytes payload = message.payload();
        List<Value.Member> members = new ArrayList<>();
        int at = 0;
        while (at < payload.length()) {
            Type type = at + 1 < payload.length() ? find(payload.at(at + 1)) : null;
            int numbers = type == null ? 0 : Math.max(1, type.parts().length);
            if (type == null || payload.length() - at - 2 < numbers * type.width()) {
                throw new PayloadException(type == null ? "no known type" : type.name() + " is cut off", at);
            }
            members.add(new Value.Member(type.name() + "_" + payload.at(at), value(type, payload, at + 2)));
            at += 2 + numbers * type.width();
        }
        return new Value.Struct(members);
    }

    private static @Nullable Type find(int code) {
        for (Type type : TYPES) {
            if (type.code() == code) {
                return type;
            }
        }
        return null;
    }

    private static Value value(Type type, Bytes payload, int from) {
        if (type.parts().length == 0) {
            return number(type, payload, from, type.digits());
        }
        List<Value.Member> members = new ArrayList<>();
        for (int i = 0; i < type.parts().length; i++) {
            String part = type.parts()[i];
            // The altitude is in centimetres, the rest of a place in ten-thousandths of a degree.
            int digits = part.equals("altitude") ? 2 : type.digits();
            members.add(new Value.Member(part, number(type, payload, from + i * type.width(), digits)));
        }
        return new Value.Struct(members);
    }

    private static Value number(Type type, Bytes payload, int from, int digits) {
        long value = type.isSigned() ? (byte) payload.at(from) : payload.at(from);
        for (int i = 1; i < type.width(); i++) {
            value = value << 8 | payload.at(from + i);
        }
        // Humidity counts halves of a percent.
        long tenths = type.code() == 104 ? 5 * value : value;
        return new Value.Numeral(BigDecimal.valueOf(tenths, digits).toPlainString());
    }
}
