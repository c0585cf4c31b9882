package mqttlab.diagnosis;

/// Lengths of time in sentences: `0.85 ms`, `12.3 s`, `90 s`.
final class Span {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Span() {}

    static String text(long nanos) {
        return nanos < SECOND ? scaled(nanos, MILLI) + " ms" : scaled(nanos, SECOND) + " s";
    }

    /// Two digits behind the point below ten, one below a hundred, and none above or for a whole number of them.
    private static String scaled(long nanos, long unit) {
        long scale = nanos < 10 * unit ? 100 : nanos < 100 * unit ? 10 : 1;
        long rounded = (nanos * 2 * scale / unit + 1) / 2;
        long rest = rounded % scale;
        String whole = Long.toString(rounded / scale);
        return rest == 0 ? whole : whole + "." + Long.toString(scale + rest).substring(1);
    }
}
