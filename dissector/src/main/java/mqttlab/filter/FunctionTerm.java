package mqttlab.filter;

import org.jspecify.annotations.Nullable;

/// What may be asked about a term's values instead of the values themselves.
abstract sealed class FunctionTerm<S> extends Term<S> {

    static final String NAMES = "len, count, lower, upper";

    final Term<S> of;

    private FunctionTerm(String name, Term<S> of, Type type) {
        super(name + "(" + of.name() + ")", type);
        this.of = of;
    }

    /// The function with this name, or null.
    static <S> @Nullable FunctionTerm<S> named(String name, Term<S> of) {
        return switch (name) {
            case "len" -> new Length<>(of);
            case "count" -> new Count<>(of);
            case "lower" -> new Cased<>(name, of, 'A');
            case "upper" -> new Cased<>(name, of, 'a');
            default -> null;
        };
    }

    /// How long each value is, in bytes.
    private static final class Length<S> extends FunctionTerm<S> {

        Length(Term<S> of) {
            super("len", of, Type.NUMBER);
        }

        @Override
        public int next(S subject, int from, Value value) {
            int place = of.next(subject, from, value);
            value.number(Type.NUMBER, value.length(), 0);
            return place;
        }
    }

    /// How many values there are; absent where there is none.
    private static final class Count<S> extends FunctionTerm<S> {

        Count(Term<S> of) {
            super("count", of, Type.NUMBER);
        }

        @Override
        public int next(S subject, int from, Value value) {
            if (from > 0) {
                return -1;
            }
            int count = 0;
            for (int at = of.next(subject, 0, value); at >= 0; at = of.next(subject, at + 1, value)) {
                count++;
            }
            value.number(Type.NUMBER, count, 0);
            return count == 0 ? -1 : 0;
        }
    }

    /// Each text with the letters A to Z in one case.
    static final class Cased<S> extends FunctionTerm<S> {

        private final char first;
        private byte[] changed = new byte[64];

        /// @param first of the letters to change, `a` or `A`
        private Cased(String name, Term<S> of, char first) {
            super(name, of, Type.TEXT);
            this.first = first;
        }

        @Override
        public int next(S subject, int from, Value value) {
            int place = of.next(subject, from, value);
            if (place < 0) {
                return place;
            }
            int length = value.length();
            if (changed.length < length) {
                changed = new byte[Math.max(length, changed.length * 2)];
            }
            System.arraycopy(value.array(), value.from(), changed, 0, length);
            for (int i = 0; i < length; i++) {
                if (changed[i] >= first && changed[i] < first + 26) {
                    changed[i] ^= 'a' ^ 'A';
                }
            }
            value.bytes(Type.TEXT, changed, 0, length);
            return place;
        }
    }
}
