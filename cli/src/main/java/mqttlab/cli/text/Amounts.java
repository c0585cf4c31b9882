package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Amounts for people: as they are up to five digits, beyond that three digits that count and a unit.
public final class Amounts {

    private static final long EXACT = 100_000;
    private static final String[] UNITS = {"k", "M", "G", "T", "P", "E"};

    private Amounts() {}

    /// Appends a number: `99999`, `100k`, `1.23M`.
    public static void add(TextBuffer out, long amount) {
        if (amount < EXACT) {
            out.add(amount);
            return;
        }
        long unit = 1000;
        int name = 0;
        // What would be rounded to a thousand of a unit is one of the next.
        while (amount / unit >= 1000 || amount / unit == 999 && amount % unit >= unit / 2) {
            unit *= 1000;
            name++;
        }
        scaled(out, amount, unit);
        out.add(UNITS[name]);
    }

    private static void scaled(TextBuffer out, long amount, long unit) {
        double value = (double) amount / unit;
        int digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        decimal(out, value, digits);
    }

    /// Appends how often something happens in a second: `0.25`, `12.3`, `4567`.
    public static void rate(TextBuffer out, double perSecond) {
        if (perSecond >= EXACT) {
            add(out, Math.round(perSecond));
        } else {
            decimal(out, perSecond, perSecond < 9.995 ? 2 : perSecond < 99.95 ? 1 : 0);
        }
    }

    private static void decimal(TextBuffer out, double value, int digits) {
        long scale = digits == 2 ? 100 : digits == 1 ? 10 : 1;
        long rounded = Math.round(value * scale);
        out.add(rounded / scale);
        if (digits > 0) {
            out.add('.').add(Long.toString(scale + rounded % scale).substring(1));
        }
    }
}
