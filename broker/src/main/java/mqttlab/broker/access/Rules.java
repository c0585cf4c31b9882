package mqttlab.broker.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.hub.Access;
import org.jspecify.annotations.Nullable;

/// Who may read and write what, in mosquitto's grammar:
///
/// ```
/// # Before the first "user": clients without a user.
/// topic read public/#
/// user anna
/// topic readwrite home/#
/// topic deny home/door
/// # For everybody; %u is the user's name, %c the client identifier.
/// pattern write devices/%c/state
/// ```
///
/// What no line allows is forbidden, and what one forbids is not allowed by any other.
///
/// A name that has `+`, `#` or `/` in it, begins with `$` or is empty could mean other topics than its own: for it, a
/// pattern with that name allows nothing, and one that denies denies everything.
final class Rules {

    private final List<Rule> anonymous = new ArrayList<>();
    private final Map<String, List<Rule>> users = new HashMap<>();
    private final List<Rule> patterns = new ArrayList<>();

    private Rules() {}

    static Rules read(Path file) throws IOException {
        Rules rules = new Rules();
        List<Rule> current = rules.anonymous;
        int number = 0;
        for (String line : Text.lines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String word = firstWord(text);
            String rest = text.substring(word.length()).strip();
            String place = file + ":" + number + ": " + text;
            try {
                switch (word) {
                    case "user" -> {
                        if (rest.isEmpty()) {
                            throw new IllegalArgumentException("expected a name behind \"user\"");
                        }
                        current = rules.users.computeIfAbsent(rest, _ -> new ArrayList<>());
                    }
                    case "topic" -> current.add(rule(rest, place));
                    case "pattern" -> rules.patterns.add(rule(rest, place));
                    default -> throw new IllegalArgumentException("expected \"user\", \"topic\" or \"pattern\"");
                }
            } catch (IllegalArgumentException e) {
                throw new AccessException(file, number, e.getMessage() + "");
            }
        }
        return rules;
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /// A single word is a filter, to read and to write.
    private static Rule rule(String text, String place) {
        String word = firstWord(text);
        String rest = text.substring(word.length()).strip();
        Rule.Kind kind = kind(word);
        if (!rest.isEmpty() && kind == null) {
            throw new IllegalArgumentException(
                    "expected \"read\", \"write\", \"readwrite\" or \"deny\" before the filter");
        }
        Rule rule = kind == null || rest.isEmpty()
                ? new Rule(Rule.Kind.READWRITE, word, place)
                : new Rule(kind, rest, place);
        String wrong = Filters.wrong(rule.filter());
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        return rule;
    }

    private static Rule.@Nullable Kind kind(String word) {
        return switch (word) {
            case "read" -> Rule.Kind.READ;
            case "write" -> Rule.Kind.WRITE;
            case "readwrite" -> Rule.Kind.READWRITE;
            case "deny" -> Rule.Kind.DENY;
            default -> null;
        };
    }

    /// What holds for one client.
    Grants of(Access.Who who) {
        String user = who.user();
        List<Rule> all = new ArrayList<>(user == null ? anonymous : users.getOrDefault(user, List.of()));
        for (Rule pattern : patterns) {
            boolean hasUser = pattern.filter().contains("%u");
            boolean isUnclear = pattern.filter().contains("%c") && isUnclear(who.clientId())
                    || hasUser && user != null && isUnclear(user);
            if (isUnclear && pattern.kind() == Rule.Kind.DENY) {
                return new Grants(List.of());
            } else if (!isUnclear && (!hasUser || user != null)) {
                all.add(new Rule(pattern.kind(), filled(pattern.filter(), who.clientId(), user), pattern.line()));
            }
        }
        return new Grants(all);
    }

    private static boolean isUnclear(String name) {
        return name.isEmpty()
                || name.startsWith("$")
                || name.indexOf('+') >= 0
                || name.indexOf('#') >= 0
                || name.indexOf('/') >= 0;
    }

    /// In one pass: a name may itself be "%c".
    private static String filled(String filter, String clientId, @Nullable String user) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < filter.length(); i++) {
            boolean isPercent = filter.charAt(i) == '%' && i + 1 < filter.length();
            if (isPercent && filter.charAt(i + 1) == 'c') {
                filled.append(clientId);
                i++;
            } else if (isPercent && filter.charAt(i + 1) == 'u') {
                filled.append(user);
                i++;
            } else {
                filled.append(filter.charAt(i));
            }
        }
        return filled.toString();
    }
}
