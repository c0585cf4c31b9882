package mqttlab.cli.client;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;
import mqttlab.packet.TextBuffer;

/// The conversions of strftime(3), in the locale "C".
final class Strftime {

    private Strftime() {}

    /// Appends one conversion; an unknown one as it stands in C, with its percent sign.
    static void add(TextBuffer out, ZonedDateTime at, char conversion) {
        switch (conversion) {
            case 'a' -> out.add(at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT));
            case 'A' -> out.add(at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'b', 'h' -> out.add(at.getMonth().getDisplayName(TextStyle.SHORT, Locale.ROOT));
            case 'B' -> out.add(at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'c' -> all(out, at, "a b e T Y");
            case 'C' -> padded(out, at.getYear() / 100, 2, '0');
            case 'd' -> padded(out, at.getDayOfMonth(), 2, '0');
            case 'D', 'x' -> joined(out, at, "mdy", '/');
            case 'e' -> padded(out, at.getDayOfMonth(), 2, ' ');
            case 'F' -> joined(out, at, "Ymd", '-');
            case 'g' -> padded(out, at.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0');
            case 'G' -> out.add(at.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> padded(out, at.getHour(), 2, '0');
            case 'I' -> padded(out, at.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, '0');
            case 'j' -> padded(out, at.getDayOfYear(), 3, '0');
            case 'k' -> padded(out, at.getHour(), 2, ' ');
            case 'l' -> padded(out, at.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, ' ');
            case 'm' -> padded(out, at.getMonthValue(), 2, '0');
            case 'M' -> padded(out, at.getMinute(), 2, '0');
            case 'n' -> out.add('\n');
            case 'N' -> padded(out, at.getNano(), 9, '0');
            case 'p' -> out.add(at.getHour() < 12 ? "AM" : "PM");
            case 'P' -> out.add(at.getHour() < 12 ? "am" : "pm");
            case 'r' -> {
                joined(out, at, "IMS", ':');
                out.add(at.getHour() < 12 ? " AM" : " PM");
            }
            case 'R' -> joined(out, at, "HM", ':');
            case 's' -> out.add(at.toEpochSecond());
            case 'S' -> padded(out, at.getSecond(), 2, '0');
            case 't' -> out.add('\t');
            case 'T', 'X' -> joined(out, at, "HMS", ':');
            case 'u' -> out.add(at.getDayOfWeek().getValue());
            case 'U' -> padded(out, (at.getDayOfYear() + 6 - at.getDayOfWeek().getValue() % 7) / 7, 2, '0');
            case 'V' -> padded(out, at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
            case 'w' -> out.add(at.getDayOfWeek().getValue() % 7);
            case 'W' -> padded(out, (at.getDayOfYear() + 7 - at.getDayOfWeek().getValue()) / 7, 2, '0');
            case 'y' -> padded(out, at.getYear() % 100, 2, '0');
            case 'Y' -> out.add(at.getYear());
            case 'z' -> offset(out, at.getOffset().getTotalSeconds());
            case 'Z' -> out.add(zone(at));
            case '%' -> out.add('%');
            default -> out.add('%').add(String.valueOf(conversion));
        }
    }

    private static String zone(ZonedDateTime at) {
        boolean isSummer = at.getZone().getRules().isDaylightSavings(at.toInstant());
        return TimeZone.getTimeZone(at.getZone()).getDisplayName(isSummer, TimeZone.SHORT, Locale.ENGLISH);
    }

    private static void all(TextBuffer out, ZonedDateTime at, String conversions) {
        for (int i = 0; i < conversions.length(); i++) {
            if (conversions.charAt(i) == ' ') {
                out.add(' ');
            } else {
                add(out, at, conversions.charAt(i));
            }
        }
    }

    private static void joined(TextBuffer out, ZonedDateTime at, String conversions, char separator) {
        for (int i = 0; i < conversions.length(); i++) {
            if (i > 0) {
                out.add(separator);
            }
            add(out, at, conversions.charAt(i));
        }
    }

    private static void offset(TextBuffer out, int seconds) {
        int minutes = Math.abs(seconds) / 60;
        out.add(seconds < 0 ? '-' : '+');
        padded(out, minutes / 60 * 100 + minutes % 60, 4, '0');
    }

    static void padded(TextBuffer out, int value, int width, char pad) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.add(pad);
        }
        out.add(digits);
    }

    /// Appends the time in ISO 8601, as `date +%FT%T%z`, with the microseconds where `hasMicros`.
    static void iso(TextBuffer out, ZonedDateTime at, boolean hasMicros) {
        joined(out, at, "Ymd", '-');
        out.add('T');
        joined(out, at, "HMS", ':');
        if (hasMicros) {
            out.add('.');
            padded(out, at.getNano() / 1000, 6, '0');
        }
        offset(out, at.getOffset().getTotalSeconds());
    }
}
