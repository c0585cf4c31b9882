package mqttlab.finding;

import java.util.Locale;

/// How bad a finding is, the worst first.
public enum Severity {
    /// The standard forbids it, and it is proved.
    VIOLATION,
    /// Most probably a violation; or what the standard says SHOULD not be.
    WARNING,
    /// Nothing wrong, but good to know.
    NOTE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// "violation", "warning" or "note".
    @Override
    public String toString() {
        return text;
    }
}
