package mqttlab.filter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A range of text, bytes or addresses, in the order of their bytes.
///
/// @param lowest empty where there is no bound: nothing is less
/// @param isLowestIn whether the lowest itself lies in the range
/// @param highest null where there is no bound
record Run(byte[] lowest, boolean isLowestIn, byte @Nullable [] highest, boolean isHighestIn) {

    private static final byte[] NOTHING = {};

    static Run between(byte[] lowest, byte[] highest) {
        return new Run(lowest, true, highest, true);
    }

    static Run above(byte[] bound, boolean isIn) {
        return new Run(bound, isIn, null, false);
    }

    static Run below(byte[] bound, boolean isIn) {
        return new Run(NOTHING, true, bound, isIn);
    }

    boolean holds(Value value) {
        byte[] array = value.array();
        int from = value.from();
        int to = value.to();
        int low = Arrays.compareUnsigned(array, from, to, lowest, 0, lowest.length);
        if (low < 0 || low == 0 && !isLowestIn) {
            return false;
        }
        int high = highest == null ? -1 : Arrays.compareUnsigned(array, from, to, highest, 0, highest.length);
        return high < 0 || high == 0 && isHighestIn;
    }
}
