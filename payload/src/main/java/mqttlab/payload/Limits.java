package mqttlab.payload;

/// How much a payload may hold to be decoded. One that holds more is shown as bytes, and said to.
public final class Limits {

    /// How long it may be, also when it is unpacked.
    public static final int BYTES = 4 << 20;
    /// How many values may be in it, the members of objects and the items of arrays.
    public static final int VALUES = 100_000;
    /// How deep they may lie in one another.
    public static final int DEPTH = 64;

    private int values;
    private int depth;

    Limits() {}

    /// Counts one value.
    void count() throws PayloadException {
        if (++values > VALUES) {
            throw new PayloadException("more than " + VALUES + " values");
        }
    }

    /// Enters an object or array; [#leave] is to follow.
    void enter() throws PayloadException {
        count();
        if (++depth > DEPTH) {
            throw new PayloadException("nested deeper than " + DEPTH);
        }
    }

    void leave() {
        depth--;
    }

    /// Checks what a format has made, which need not have counted.
    static void check(Value value) throws PayloadException {
        new Limits().walk(value);
    }

    private void walk(Value value) throws PayloadException {
        enter();
        switch (value) {
            case Value.Struct struct -> {
                for (Value.Member member : struct.members()) {
                    walk(member.value());
                }
            }
            case Value.Array array -> {
                for (Value item : array.items()) {
                    walk(item);
                }
            }
            case Value.Noted noted -> walk(noted.value());
            case Value.Text _, Value.Numeral _, Value.Data _, Value.Flag _, Value.Nothing _ -> {}
        }
        leave();
    }
}
