package mqttlab.filter;

/// Numbers from digits.
final class Digits {

    private Digits() {}

    /// The number that one to `most` digits stand for, or -1 where the text is something else. `most` may be as
    /// great as a long allows.
    static long number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
