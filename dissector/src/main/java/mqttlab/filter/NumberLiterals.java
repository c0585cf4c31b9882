package mqttlab.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.filter.Operator.Relation;

/// Numbers, names of numbers, flags, times. What is unsigned is combined with [Check.Numbers#UNSIGNED] as soon as
/// it is read, and then compared as signed.
final class NumberLiterals extends Literals {

    private static final long LEAST = Long.MIN_VALUE;
    private static final long GREATEST = Long.MAX_VALUE;
    /// The greatest number that may have a name.
    private static final int LAST_NAMED = 255;

    private static final long SECOND = 1_000_000_000;

    private final long order;

    NumberLiterals(Lexer lexer, Catalogue<?> catalogue, Term<?> term) {
        super(lexer, catalogue, term);
        this.order = term.type() == Type.TIME ? Check.Numbers.SIGNED : Check.Numbers.UNSIGNED;
    }

    @Override
    Check check(Relation relation, Token token) {
        long[] numbers = numbers(token);
        return new Check.Numbers(
                order, relation == Relation.EQUAL ? points(numbers) : bounds(relation, token, numbers));
    }

    private long[] bounds(Relation relation, Token token, long... numbers) {
        if (numbers.length > 1) {
            throw error(token, "several numbers are called so: write the number to compare with");
        }
        long number = numbers[0];
        return switch (relation) {
            case EQUAL -> points(number);
            case AT_LEAST -> new long[] {number, GREATEST};
            case AT_MOST -> new long[] {LEAST, number};
            case GREATER -> number == GREATEST ? new long[0] : new long[] {number + 1, GREATEST};
            case LESS -> number == LEAST ? new long[0] : new long[] {LEAST, number - 1};
        };
    }

    @Override
    Check check(List<Range> ranges) {
        List<long[]> each = new ArrayList<>();
        int size = 0;
        for (Range range : ranges) {
            long[] bounds = bounds(range);
            each.add(bounds);
            size += bounds.length;
        }
        long[] all = new long[size];
        int at = 0;
        for (long[] bounds : each) {
            System.arraycopy(bounds, 0, all, at, bounds.length);
            at += bounds.length;
        }
        return new Check.Numbers(order, all);
    }

    private long[] bounds(Range range) {
        long[] first = numbers(range.first());
        if (range.isOne()) {
            return points(first);
        }
        long[] last = numbers(range.last());
        if (first[0] > last[last.length - 1]) {
            throw empty(range);
        }
        return new long[] {first[0], last[last.length - 1]};
    }

    /// Each number as a range.
    private static long[] points(long... numbers) {
        long[] bounds = new long[numbers.length * 2];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = numbers[i / 2];
        }
        return bounds;
    }

    /// The number that stands there, or all that are called so, in ascending order.
    private long[] numbers(Token token) {
        boolean isNumber = token.kind() == Token.Kind.WORD
                && isDigit(token.text(), token.text().startsWith("-") ? 1 : 0);
        long[] numbers = isNumber ? new long[1] : named(token.content());
        if (numbers.length == 0) {
            throw error(token, unknown(token));
        }
        if (isNumber) {
            numbers[0] = term.type() == Type.TIME ? time(token) : number(token);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] ^= order;
        }
        return numbers;
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private long number(Token token) {
        String text = token.text();
        if (text.startsWith("-")) {
            throw error(token, term.name() + " is never negative");
        }
        int second = text.length() == 1 ? ' ' : Character.toLowerCase(text.charAt(1));
        int radix = text.charAt(0) != '0' || second == ' ' ? 10 : second == 'x' ? 16 : second == 'b' ? 2 : 8;
        int start = radix == 16 || radix == 2 ? 2 : 0;
        long number = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                throw error(token, "this is not a number, which is written 10, 0xa, 0b1010 or 012");
            }
            if (Long.compareUnsigned(number, Long.divideUnsigned(-1L - digit, radix)) > 0) {
                throw error(token, "this number is greater than any of 64 bits");
            }
            number = number * radix + digit;
        }
        if (start == text.length()) {
            throw error(token, "this number has no digits");
        }
        return term.type() == Type.FLAG && number != 0 ? 1 : number;
    }

    /// Seconds with up to nine decimals.
    private long time(Token token) {
        String text = token.text();
        boolean isNegative = text.startsWith("-");
        int point = text.indexOf('.');
        String whole = text.substring(isNegative ? 1 : 0, point < 0 ? text.length() : point);
        String decimals = point < 0 ? "0" : text.substring(point + 1);
        long seconds = Digits.number(whole, 10, 10);
        long nanoseconds = Digits.number(decimals + "0".repeat(Math.max(0, 9 - decimals.length())), 10, 9);
        boolean fits = seconds < GREATEST / SECOND;
        if (seconds < 0 || nanoseconds < 0 || decimals.isEmpty() || !fits) {
            throw error(token, term.name() + " is a time, which is written in seconds: 1700000000.5");
        }
        long time = seconds * SECOND + nanoseconds;
        return isNegative ? -time : time;
    }

    /// The numbers that are called so, upper and lower case being the same.
    private long[] named(String name) {
        if (term.type() == Type.FLAG && (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false"))) {
            return new long[] {name.equalsIgnoreCase("true") ? 1 : 0};
        }
        long[] numbers = new long[LAST_NAMED + 1];
        int count = 0;
        for (int number = 0; number <= LAST_NAMED; number++) {
            if (name.equalsIgnoreCase(term.nameOf(number))) {
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private String unknown(Token token) {
        List<String> names = new ArrayList<>();
        for (int number = 0; number <= LAST_NAMED; number++) {
            String name = term.nameOf(number);
            if (name != null && !names.contains(name)) {
                names.add(name);
            }
        }
        String message = term.name() + " is " + term.type() + ", not " + token.shown();
        List<String> near = Nearest.of(token.content(), names);
        if (!near.isEmpty() || names.isEmpty()) {
            return message + Nearest.question(near);
        }
        return message + "; its values may be called \"" + String.join("\", \"", names) + '"';
    }
}
