package mqttlab.fields;

import mqttlab.filter.Value;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;

/// Prints a value as tshark's `-T fields` does.
final class Cell {

    private static final long SECOND = 1_000_000_000;

    private final boolean isEscaped;

    Cell(boolean isEscaped) {
        this.isEscaped = isEscaped;
    }

    void print(TextBuffer out, Value value) {
        switch (value.type()) {
            case NUMBER, FLAG -> number(out, value.number());
            case HEX -> out.add("0x").hex(value.number(), 2 * Math.max(1, value.length()));
            case TEXT -> text(out, value);
            case BYTES -> bytes(out, value);
            case DATA -> {
                if (Show.isText(value.array(), value.from(), value.to())) {
                    text(out, value);
                } else {
                    bytes(out, value);
                }
            }
            case IPV4 -> v4(out, value.array(), value.from());
            case IPV6 -> v6(out, value.array(), value.from());
            case TIME -> time(out, value.number());
            case PRESENCE -> out.add('1');
        }
    }

    private static void number(TextBuffer out, long number) {
        if (number < 0) {
            out.add(Long.toUnsignedString(number));
        } else {
            out.add(number);
        }
    }

    private void text(TextBuffer out, Value value) {
        if (isEscaped) {
            out.escaped(value.array(), value.from(), value.to(), '\\');
        } else {
            out.addAll(value.array(), value.from(), value.to());
        }
    }

    private static void bytes(TextBuffer out, Value value) {
        if (value.length() == 0) {
            out.add("<MISSING>");
        } else {
            out.hex(value.array(), value.from(), value.to());
        }
    }

    private static void time(TextBuffer out, long nanoseconds) {
        if (nanoseconds < 0) {
            out.add('-');
        }
        long fraction = Math.abs(nanoseconds % SECOND);
        out.add(Math.abs(nanoseconds / SECOND)).add('.');
        for (long unit = SECOND / 10; unit > 0; unit /= 10) {
            out.add((char) ('0' + fraction / unit % 10));
        }
    }

    private static void v4(TextBuffer out, byte[] array, int from) {
        for (int i = 0; i < 4; i++) {
            out.add(i == 0 ? "" : ".").add(array[from + i] & 0xffL);
        }
    }

    /// As RFC 5952 has it: no leading zeros, the longest run of two or more zero groups as `::`; and as tshark, an
    /// IPv4 address at the end as such.
    private static void v6(TextBuffer out, byte[] array, int from) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0, run = 0; i < 8; i++) {
            run = group(array, from, i) == 0 ? run + 1 : 0;
            if (run > bestLength) {
                bestLength = run;
                best = i - run + 1;
            }
        }
        boolean isV4 = best == 0 && (bestLength == 6 || bestLength == 5 && group(array, from, 5) == 0xffff);
        int groups = isV4 ? 6 : 8;
        for (int i = 0; i < groups; i++) {
            if (i == best) {
                out.add("::");
                i += bestLength - 1;
            } else {
                int group = group(array, from, i);
                int digits = Math.max(1, (35 - Integer.numberOfLeadingZeros(group)) / 4);
                out.add(i == 0 || i == best + bestLength ? "" : ":").hex(group, digits);
            }
        }
        if (isV4) {
            v4(out.add(bestLength == 6 ? "" : ":"), array, from + 12);
        }
    }

    private static int group(byte[] array, int from, int index) {
        return (array[from + 2 * index] & 0xff) << 8 | array[from + 2 * index + 1] & 0xff;
    }
}
