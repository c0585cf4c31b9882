package mqttlab.filter;

import java.util.Arrays;
import java.util.List;

/// What is demanded of one value.
sealed interface Check {

    boolean holds(Value value);

    /// Any of some ranges of numbers.
    ///
    /// @param order [#UNSIGNED] or [#SIGNED]
    /// @param bounds lowest and highest of each range, combined with `order` by exclusive or
    record Numbers(long order, long... bounds) implements Check {

        /// Puts the numbers that are negative as signed ones behind those that are not.
        static final long UNSIGNED = Long.MIN_VALUE;

        static final long SIGNED = 0;

        @Override
        public boolean holds(Value value) {
            long number = value.number() ^ order;
            for (int i = 0; i < bounds.length; i += 2) {
                if (number >= bounds[i] && number <= bounds[i + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Any of some ranges of bytes.
    record Runs(List<Run> runs) implements Check {
        @Override
        public boolean holds(Value value) {
            for (int i = 0; i < runs.size(); i++) {
                if (runs.get(i).holds(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// These bytes and no others.
    record Equal(byte[] wanted) implements Check {
        @Override
        public boolean holds(Value value) {
            return Arrays.equals(value.array(), value.from(), value.to(), wanted, 0, wanted.length);
        }
    }

    /// Some bytes, one at least, anywhere within.
    record Contains(byte[] wanted) implements Check {
        @Override
        public boolean holds(Value value) {
            byte[] array = value.array();
            byte first = wanted[0];
            int last = value.to() - wanted.length;
            for (int i = value.from(); i <= last; i++) {
                if (array[i] == first && Arrays.equals(array, i, i + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// A regular expression, anywhere within.
    record Matches(Expression expression) implements Check {
        @Override
        public boolean holds(Value value) {
            return expression.isFound(value.array(), value.from(), value.to());
        }
    }
}
