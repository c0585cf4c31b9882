package mqttlab.cli.report;

/// How long packets are: how many from 2 to 3 bytes, 4 to 7, 8 to 15, and so on.
final class Sizes {

    private final long[] counts = new long[Integer.SIZE];
    private final Distribution exact = new Distribution();

    void add(int length) {
        counts[power(length)]++;
        exact.add(length);
    }

    private static int power(int length) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, length));
    }

    Distribution exact() {
        return exact;
    }

    /// How many are from 2^`power` to one less than the double of it.
    long count(int power) {
        return counts[power];
    }

    /// How many there are where there are most.
    long most() {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }

    /// The power of two that the longest packet reaches.
    int last() {
        return power((int) exact.max());
    }

    /// That of the shortest packet.
    int first() {
        int first = 0;
        while (first < last() && counts[first] == 0) {
            first++;
        }
        return first;
    }
}
