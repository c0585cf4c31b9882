package mqttlab.filter;

import mqttlab.packet.Bytes;

/// One value of a term, put into the same object again and again: nothing is allocated for the values of a packet.
public final class Value {

    private Type type = Type.PRESENCE;
    private long number;
    private byte[] array = Bytes.EMPTY.toArray();
    private int from;
    private int length;

    /// Becomes a number, which takes `length` bytes on the wire.
    public void number(Type type, long number, int length) {
        this.type = type;
        this.number = number;
        this.length = length;
    }

    /// Becomes the `length` bytes of `array` from `from` on, which nobody changes while the value is looked at.
    public void bytes(Type type, byte[] array, int from, int length) {
        this.type = type;
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /// The type of this value; where a name stands for several fields, it may be narrower than that of the term.
    public Type type() {
        return type;
    }

    public long number() {
        return number;
    }

    /// The array that holds the bytes.
    public byte[] array() {
        return array;
    }

    /// Where in the array the bytes begin.
    public int from() {
        return from;
    }

    /// Where in the array the bytes end.
    public int to() {
        return from + length;
    }

    public int length() {
        return length;
    }
}
