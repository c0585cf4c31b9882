package mqttlab.broker.store;

import java.sql.SQLException;
import java.util.Arrays;

/// Numbers in any order, to be taken as runs of those that follow each other.
final class Runs {

    /// What becomes of the numbers from one to another, both included.
    interface Use {
        void accept(long first, long last) throws SQLException;
    }

    private long[] numbers = new long[16];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    /// Every number once, in as few runs as there can be; none is left.
    void take(Use use) throws SQLException {
        Arrays.sort(numbers, 0, size);
        int end = size;
        size = 0;
        for (int first = 0, next; first < end; first = next) {
            next = first + 1;
            while (next < end && numbers[next] - numbers[next - 1] <= 1) {
                next++;
            }
            use.accept(numbers[first], numbers[next - 1]);
        }
    }
}
