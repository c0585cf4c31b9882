package mqttlab.broker.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Subscription Identifiers as JSON: `[3,7]`.
final class Identifiers {

    private static final int[] NONE = {};

    private Identifiers() {}

    /// Null for none.
    static @Nullable String write(int[] identifiers) {
        return identifiers.length == 0 ? null : Arrays.toString(identifiers);
    }

    /// @throws IllegalArgumentException where the text has another shape
    static int[] read(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("expected numbers in brackets");
        }
        String[] numbers = text.substring(1, text.length() - 1).split(",", -1);
        int[] identifiers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            identifiers[i] = Integer.parseInt(numbers[i].strip());
        }
        return identifiers;
    }
}
