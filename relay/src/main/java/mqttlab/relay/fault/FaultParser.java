package mqttlab.relay.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import mqttlab.filter.Filter;
import mqttlab.filter.FilterException;
import mqttlab.filter.MqttTerms;
import mqttlab.filter.Nearest;
import mqttlab.packet.Direction;
import mqttlab.packet.Fields;
import mqttlab.packet.PacketType;
import mqttlab.packet.Patch;
import mqttlab.relay.fault.Words.Word;
import org.jspecify.annotations.Nullable;

/// Reads a fault. docs/relay.md has the grammar.
final class FaultParser {

    private static final List<String> ACTIONS =
            List.of("drop", "delay", "duplicate", "truncate", "corrupt", "set", "cut", "throttle");
    private static final String ANY = "any";
    private static final int LONGEST = 10_000;

    private final String line;
    private final Words words;
    private Set<PacketType> types = EnumSet.noneOf(PacketType.class);
    private Which which = Which.ALL;
    private @Nullable Direction from;
    private @Nullable String client;
    private @Nullable String filter;

    FaultParser(String line) {
        if (line.length() > LONGEST) {
            throw new FaultException(line, LONGEST, 0, "a fault may be at most " + LONGEST + " characters long");
        }
        this.line = line;
        this.words = new Words(line);
    }

    Fault parse() {
        Action action = action();
        conditions(action);
        return new Fault(action, types, which, from, client, filter, line.strip());
    }

    private Action action() {
        Word verb = words.next();
        return switch (verb.text().toLowerCase(Locale.ROOT)) {
            case "drop" -> {
                packets();
                yield new Action.Drop();
            }
            case "duplicate" -> {
                packets();
                yield new Action.Duplicate();
            }
            case "delay" -> {
                packets();
                yield delay(words.next());
            }
            case "truncate" -> {
                packets();
                expect("to", "how many bytes are left, such as 'to 5'");
                yield new Action.Truncate(number(words.next(), "how many bytes are left"));
            }
            case "corrupt" -> {
                packets();
                yield new Action.Corrupt(
                        words.takes("at")
                                ? OptionalInt.of(number(words.next(), "which byte, from 0"))
                                : OptionalInt.empty());
            }
            case "set" -> {
                Patch patch = patch(words.next());
                expect("in", "in which packets, such as 'in PUBLISH'");
                packets();
                yield new Action.Change(patch);
            }
            case "cut" -> {
                boolean isAfter = words.takes("after");
                packets();
                yield new Action.Cut(isAfter);
            }
            case "throttle" -> new Action.Throttle(rate(words.next()));
            default -> throw expected(verb, "what to do", ACTIONS);
        };
    }

    private void packets() {
        Word word = words.next();
        int at = word.from();
        for (String each : word.text().split(",", -1)) {
            PacketType type = type(each);
            if (type == null && !each.equalsIgnoreCase(ANY)) {
                List<String> names = new ArrayList<>(List.of(ANY));
                Arrays.stream(PacketType.values()).map(Enum::name).forEach(names::add);
                throw expected(new Word(each, at), "a packet type", names);
            }
            types = type == null ? EnumSet.allOf(PacketType.class) : with(type);
            at += each.length() + 1;
        }
        which();
    }

    private Set<PacketType> with(PacketType type) {
        types.add(type);
        return types;
    }

    private static @Nullable PacketType type(String name) {
        for (PacketType each : PacketType.values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return each;
            }
        }
        return null;
    }

    private void which() {
        Word word = words.peek();
        String text = word.text();
        if (word.is("every")) {
            words.next();
            which = new Which.Every(count(words.next(), "every how many, such as 'every 10'"));
        } else if (text.endsWith("%")) {
            words.next();
            double percent = decimal(word, text.substring(0, text.length() - 1), "a probability such as 10%");
            if (percent > 100) {
                throw words.error(word, "expected at most 100%");
            }
            which = new Which.Chance(percent / 100);
        } else if (text.matches("[0-9]+(-[0-9]*)?")) {
            words.next();
            which = range(word);
        }
    }

    private Which range(Word word) {
        int dash = word.text().indexOf('-');
        String first = dash < 0 ? word.text() : word.text().substring(0, dash);
        String last = dash < 0 ? first : word.text().substring(dash + 1);
        long begin = count(new Word(first, word.from()), "which, from 1");
        long end = last.isEmpty()
                ? Long.MAX_VALUE
                : count(new Word(last, word.to() - last.length()), "which is the last, from 1");
        if (end < begin) {
            throw words.error(word, "nothing lies in this range: write the lesser number first");
        }
        return new Which.Range(begin, end);
    }

    private Action delay(Word word) {
        String text = word.text();
        int sign = text.indexOf('±');
        int plain = text.indexOf("+-");
        int cut = sign >= 0 ? sign : plain;
        if (cut < 0) {
            return new Action.Delay(time(word), 0);
        }
        int behind = cut + (sign >= 0 ? 1 : 2);
        long nanos = time(new Word(text.substring(0, cut), word.from()));
        Word jitter = new Word(text.substring(behind), word.from() + behind);
        if (time(jitter) > nanos) {
            throw words.error(jitter, "expected at most the delay itself, " + text.substring(0, cut));
        }
        return new Action.Delay(nanos, time(jitter));
    }

    private long time(Word word) {
        String text = word.text();
        long unit =
                text.endsWith("us") ? 1_000 : text.endsWith("ms") ? 1_000_000 : text.endsWith("s") ? 1_000_000_000 : 0;
        int letters = unit == 1_000_000_000 ? 1 : 2;
        String what = "a time in us, ms or s, such as 200ms or 200ms±50ms";
        if (unit == 0) {
            throw words.error(word, "expected " + what);
        }
        double value = decimal(word, text.substring(0, text.length() - letters), what);
        if (value * unit > 3600e9) {
            throw words.error(word, "expected at most an hour");
        }
        return Math.round(value * unit);
    }

    private long rate(Word word) {
        String text = word.text().toLowerCase(Locale.ROOT);
        String what = "bytes in a second, such as 500B/s, 10kB/s or 1MB/s";
        long unit = text.endsWith("kb/s") ? 1_000 : text.endsWith("mb/s") ? 1_000_000 : text.endsWith("b/s") ? 1 : 0;
        if (unit == 0) {
            throw words.error(word, "expected " + what);
        }
        double value = decimal(word, text.substring(0, text.length() - (unit == 1 ? 3 : 4)), what) * unit;
        if (value < 1) {
            throw words.error(word, "expected at least one byte in a second: drop and delay do less");
        }
        return (long) Math.min(value, 1e15);
    }

    private double decimal(Word word, String digits, String what) {
        if (!digits.matches("[0-9]{1,15}([.][0-9]{1,9})?")) {
            throw words.error(word, "expected " + what);
        }
        return Double.parseDouble(digits);
    }

    private long count(Word word, String what) {
        int number = number(word, what);
        if (number == 0) {
            throw words.error(word, "packets count from 1");
        }
        return number;
    }

    private int number(Word word, String what) {
        if (!word.text().matches("[0-9]{1,9}")) {
            throw words.error(word, "expected a number: " + what);
        }
        return Integer.parseInt(word.text());
    }

    private Patch patch(Word word) {
        int equals = word.text().indexOf('=');
        if (equals <= 0) {
            throw words.error(word, "expected a field and its value, such as mqtt.qos=2");
        }
        String name = word.text().substring(0, equals);
        if (Fields.named(name).isEmpty()) {
            List<String> near = MqttTerms.ofTraces().nearest(name);
            throw words.error(new Word(name, word.from()), "there is no field " + name + Nearest.question(near));
        }
        try {
            return Patch.of(name, word.text().substring(equals + 1));
        } catch (IllegalArgumentException e) {
            Word value = new Word(word.text().substring(equals + 1), word.from() + equals + 1);
            throw words.error(value, String.valueOf(e.getMessage()));
        }
    }

    private void conditions(Action action) {
        while (!words.isAtEnd()) {
            Word word = words.next();
            if (word.is("from")) {
                from = direction(words.next());
            } else if (word.is("of")) {
                client = client(words.next());
            } else if (word.is("where") && !(action instanceof Action.Throttle)) {
                filter = filter(words.rest());
            } else if (action instanceof Action.Throttle) {
                throw expected(word, "the end, or", List.of("from", "of"));
            } else {
                throw expected(word, "the end, or", List.of("from", "of", "where"));
            }
        }
    }

    private Direction direction(Word word) {
        if (word.is("client")) {
            return Direction.CLIENT_TO_SERVER;
        }
        if (word.is("server")) {
            return Direction.SERVER_TO_CLIENT;
        }
        throw expected(word, "who sends", List.of("client", "server"));
    }

    private String client(Word word) {
        String text = word.text();
        if (text.isEmpty()) {
            throw words.error(word, "expected a client identifier, in which * stands for any characters");
        }
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private String filter(Word word) {
        if (word.text().isEmpty()) {
            throw words.error(word, "expected a display filter, such as 'mqtt.topic contains \"temp\"'");
        }
        try {
            Filter.compile(word.text(), MqttTerms.ofTraces());
            return word.text();
        } catch (FilterException e) {
            throw new FaultException(line, word.from() + e.offset(), e.length(), String.valueOf(e.getMessage()));
        }
    }

    private void expect(String keyword, String what) {
        Word word = words.next();
        if (!word.is(keyword)) {
            throw words.error(word, "expected " + what);
        }
    }

    private FaultException expected(Word word, String what, List<String> all) {
        String near = Nearest.question(Nearest.of(word.text(), all));
        return words.error(word, "expected " + what + ": " + String.join(", ", all) + near);
    }
}
