package mqttlab.filter;

import java.util.List;

/// A filter, or a part of one. As text, with all parentheses that show what belongs together.
sealed interface Condition<S> {

    /// Whether it holds for the subject, whose values are put into `value` one after the other.
    boolean test(S subject, Value value);

    /// The empty filter.
    record Everything<S>() implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    record Present<S>(Term<S> term) implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            return term.next(subject, 0, value) >= 0;
        }

        @Override
        public String toString() {
            return term.name();
        }
    }

    /// Whether any value, or `all` of one at least, pass the check, or fail it where it is `negated`.
    ///
    /// @param text as it stands in the filter
    record Compare<S>(String text, Term<S> term, boolean all, boolean negated, Check check) implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            int place = term.next(subject, 0, value);
            if (place < 0) {
                return false;
            }
            while (place >= 0) {
                boolean passes = check.holds(value) != negated;
                if (passes != all) {
                    return passes;
                }
                place = term.next(subject, place + 1, value);
            }
            return all;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    record Not<S>(Condition<S> condition) implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            return !condition.test(subject, value);
        }

        @Override
        public String toString() {
            return "!(" + condition + ")";
        }
    }

    record And<S>(List<Condition<S>> parts) implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).test(subject, value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return joined(parts, " && ");
        }
    }

    record Or<S>(List<Condition<S>> parts) implements Condition<S> {
        @Override
        public boolean test(S subject, Value value) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).test(subject, value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return joined(parts, " || ");
        }
    }

    private static <S> String joined(List<Condition<S>> parts, String operator) {
        StringBuilder text = new StringBuilder();
        for (Condition<S> part : parts) {
            boolean isGroup = part instanceof And || part instanceof Or;
            text.append(text.isEmpty() ? "" : operator).append(isGroup ? "(" + part + ")" : part.toString());
        }
        return text.toString();
    }
}
