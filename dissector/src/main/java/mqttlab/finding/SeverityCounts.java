package mqttlab.finding;

import mqttlab.packet.TextBuffer;

/// How many findings there are of each severity.
public final class SeverityCounts {

    private final long[] counts = new long[Severity.values().length];

    public void count(Finding finding) {
        counts[finding.severity().ordinal()]++;
    }

    public long of(Severity severity) {
        return counts[severity.ordinal()];
    }

    /// Whether nothing was counted.
    public boolean isEmpty() {
        for (long count : counts) {
            if (count > 0) {
                return false;
            }
        }
        return true;
    }

    /// Appends "3 violations, 1 warning", or nothing where nothing was counted.
    public void append(TextBuffer out) {
        String before = "";
        for (Severity severity : Severity.values()) {
            long count = of(severity);
            if (count > 0) {
                out.add(before).add(count).add(' ').add(severity.toString()).add(count == 1 ? "" : "s");
                before = ", ";
            }
        }
    }
}
