package mqttlab.payload;

import java.time.Instant;
import java.util.List;
import mqttlab.packet.Bytes;

/// What a payload says, or a part of it.
public sealed interface Value {

    Value NULL = new Nothing();

    /// In milliseconds since 1970.
    long YEAR_10000 = 253_402_300_800_000L;

    /// Named values in their order; a name may come twice.
    record Struct(List<Member> members) implements Value {
        public Struct {
            members = List.copyOf(members);
        }
    }

    record Member(String name, Value value) {}

    record Array(List<Value> items) implements Value {
        public Array {
            items = List.copyOf(items);
        }
    }

    record Text(String text) implements Value {}

    /// A number as it is written in JSON, with all its digits; or `NaN`, `Infinity`, `-Infinity`.
    record Numeral(String literal) implements Value {
        public static Numeral of(long value) {
            return new Numeral(Long.toString(value));
        }

        public static Numeral of(double value) {
            return new Numeral(Double.toString(value));
        }

        /// With the few digits that a single precision needs.
        public static Numeral of(float value) {
            return new Numeral(Float.toString(value));
        }
    }

    /// Bytes that are no text. They do not change any more.
    record Data(Bytes bytes) implements Value {}

    record Flag(boolean isSet) implements Value {}

    record Nothing() implements Value {}

    /// A value that the format marks as something: the tag of CBOR, the extension type of MessagePack.
    record Noted(String note, Value value) implements Value {}

    /// A time of the years 1970 to 9999, given in milliseconds since 1970, as ISO 8601 has it; else the number.
    static Value time(long milliseconds) {
        boolean isUsual = milliseconds >= 0 && milliseconds < YEAR_10000;
        return isUsual ? new Text(Instant.ofEpochMilli(milliseconds).toString()) : Numeral.of(milliseconds);
    }
}
