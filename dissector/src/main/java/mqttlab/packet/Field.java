package mqttlab.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a packet, declared once: what decoder, encoder, tree, filters, JSON and explanations know about it.
///
/// A field is identified by itself, not by its name: `mqtt.topic` is the topic of PUBLISH, SUBSCRIBE and
/// UNSUBSCRIBE.
///
/// @param id dense, from 0, in the order of declaration; for tables indexed by field, not stable between runs
/// @param name the display-filter name: Wireshark's where it has one of its own, else ours
/// @param alias Wireshark's name where that stands for many things, such as `mqtt.prop_number`
/// @param label what the standard calls the field
/// @param kind how the bytes are read and printed
/// @param mask the bits of the byte that belong to it, or 0 for whole bytes
/// @param section311 the section of MQTT 3.1.1 that defines it, or "" where that version has no such field
/// @param section5 the same for MQTT 5.0; both "" for what no standard defines
/// @param meaning one sentence for the learner
/// @param names what its values are called
public record Field(
        int id,
        String name,
        @Nullable String alias,
        String label,
        Kind kind,
        int mask,
        String section311,
        String section5,
        String meaning,
        @Nullable Names names) {

    /// What a field's bytes are, and how its value is printed.
    public enum Kind {
        /// Several fields together; has no value of its own.
        GROUP,
        /// A number, printed in decimal.
        NUMBER,
        /// A number whose bits matter, printed in hexadecimal.
        HEX,
        /// One bit.
        FLAG,
        /// UTF-8.
        TEXT,
        /// Bytes, printed in hexadecimal.
        BYTES,
        /// Bytes which are often text: printed as text where they are, else in hexadecimal.
        DATA
    }

    /// The names of a field's values.
    @FunctionalInterface
    public interface Names {
        /// The name of `value`, or null where the standard gives it none.
        @Nullable
        String of(long value);
    }

    /// Every field declared so far, by id; what is declared is read through [Fields].
    private static final List<Field> DECLARED = new ArrayList<>();

    private static synchronized Field declare(
            Kind kind, String name, String label, int mask, String section311, String section5, String meaning) {
        Field field = new Field(DECLARED.size(), name, null, label, kind, mask, section311, section5, meaning, null);
        DECLARED.add(field);
        return field;
    }

    /// Takes the place of the field it was made from, which nobody has seen yet.
    private Field redeclared() {
        synchronized (Field.class) {
            DECLARED.set(id, this);
        }
        return this;
    }

    static synchronized List<Field> declared() {
        return List.copyOf(DECLARED);
    }

    /// A field of whole bytes that both versions define in the same section; else see [#in311] and [#since5].
    static Field of(Kind kind, String name, String label, String section, String meaning) {
        return declare(kind, name, label, 0, section, section, meaning);
    }

    static Field group(String name, String label, String section, String meaning) {
        return of(Kind.GROUP, name, label, section, meaning);
    }

    static Field number(String name, String label, String section, String meaning) {
        return of(Kind.NUMBER, name, label, section, meaning);
    }

    static Field hex(String name, String label, String section, String meaning) {
        return of(Kind.HEX, name, label, section, meaning);
    }

    static Field text(String name, String label, String section, String meaning) {
        return of(Kind.TEXT, name, label, section, meaning);
    }

    static Field bytes(String name, String label, String section, String meaning) {
        return of(Kind.BYTES, name, label, section, meaning);
    }

    static Field data(String name, String label, String section, String meaning) {
        return of(Kind.DATA, name, label, section, meaning);
    }

    /// Some bits of this field's byte, in the versions that have the byte: a flag where `mask` has one bit, else a
    /// number.
    Field bits(int mask, String name, String label, String section, String meaning) {
        Kind bits = Integer.bitCount(mask) == 1 ? Kind.FLAG : Kind.NUMBER;
        return declare(bits, name, label, mask, section311.isEmpty() ? "" : section, section, meaning);
    }

    /// The same field, which MQTT 3.1.1 defines in another section than 5.0.
    Field in311(String section) {
        return new Field(id, name, alias, label, kind, mask, section, section5, meaning, names).redeclared();
    }

    /// The same field, which 3.1.1 does not have.
    Field since5() {
        return in311("");
    }

    /// The same field, which 5.0 does not have.
    Field before5() {
        return new Field(id, name, alias, label, kind, mask, section311, "", meaning, names).redeclared();
    }

    Field as(Kind kind) {
        return new Field(id, name, alias, label, kind, mask, section311, section5, meaning, names).redeclared();
    }

    Field alias(String alias) {
        return new Field(id, name, alias, label, kind, mask, section311, section5, meaning, names).redeclared();
    }

    Field names(Names names) {
        return new Field(id, name, alias, label, kind, mask, section311, section5, meaning, names).redeclared();
    }

    /// The value these bits have in `byteValue`.
    public int get(int byteValue) {
        return (byteValue & mask) >>> Integer.numberOfTrailingZeros(mask);
    }

    /// The byte in which these bits are `value` and all others 0.
    ///
    /// @throws IllegalArgumentException where `value` needs more bits
    public int put(int value) {
        int put = value << Integer.numberOfTrailingZeros(mask) & mask;
        if (get(put) != value) {
            throw new IllegalArgumentException(label + " is " + value + ": expected 0 to " + get(mask));
        }
        return put;
    }

    public int put(boolean value) {
        return value ? mask : 0;
    }

    /// Whether `wanted` is one of this field's filter names.
    public boolean isNamed(String wanted) {
        return name.equals(wanted) || wanted.equals(alias);
    }

    /// What the standard calls `value`, or null.
    public @Nullable String nameOf(long value) {
        return names == null ? null : names.of(value);
    }

    /// The section of the standard that defines this field in `version`; MQTT 3.1 numbers as 3.1.1 does not, so it
    /// is given the section of 3.1.1.
    public String section(Version version) {
        return version == Version.V5 ? section5 : section311;
    }
}
