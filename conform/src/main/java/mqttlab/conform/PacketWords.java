package mqttlab.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.packet.PacketType;

/// Packets as a conversation names them: "PUBLISH topic={t} qos=1 id=7 payload=hello".
final class PacketWords {

    private PacketWords() {}

    /// What a client sends.
    static Message message(String text) {
        if (Hex.begins(text)) {
            return new Message.Raw(text);
        }
        return named(split(text));
    }

    /// The same of its words.
    static Message.Named named(List<String> words) {
        PacketType type = type(words.getFirst());
        List<Message.Entry> fields = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new ScenarioException("expected a field and its value, 'qos=1', but found '" + word + "'");
            }
            fields.add(new Message.Entry(known(type, word.substring(0, equals)), word.substring(equals + 1)));
        }
        return new Message.Named(type, fields);
    }

    /// What a server may send.
    static Answer answer(String text) {
        if (Hex.begins(text)) {
            return new Answer.Raw(text, text);
        }
        List<String> words = split(text);
        if (text.equals("nothing")) {
            return new Answer.Nothing(text);
        }
        if (words.getFirst().equals("closed")) {
            return new Answer.Closed(text, words.size() == 1 ? List.of() : codes(words.get(1)));
        }
        PacketType type = type(words.getFirst());
        List<Answer.Demand> demands = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            boolean isAbsent = word.startsWith("!");
            if (equals < 0 && !isAbsent) {
                throw new ScenarioException(
                        "expected a field and its value, 'qos=1', or '!' and a field, but found '" + word + "'");
            }
            String name = isAbsent ? word.substring(1) : word.substring(0, equals);
            List<String> values =
                    isAbsent ? List.of() : List.of(word.substring(equals + 1).split("\\|", -1));
            demands.add(new Answer.Demand(known(type, name), isAbsent, values));
        }
        return new Answer.Named(text, type, demands);
    }

    private static List<Integer> codes(String text) {
        List<Integer> codes = new ArrayList<>();
        for (String code : text.split("\\|", -1)) {
            codes.add(number(code));
        }
        return codes;
    }

    /// A number as a text has it: "5" or "0x85".
    static int number(String text) {
        try {
            return (int) (long) Long.decode(text);
        } catch (NumberFormatException e) {
            throw new ScenarioException("expected a number but found '" + text + "'");
        }
    }

    private static PacketType type(String word) {
        for (PacketType type : PacketType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        throw new ScenarioException("expected bytes or the name of a packet type but found '" + word + "'");
    }

    private static String known(PacketType type, String name) {
        if (!FieldNames.isKnown(type, name)) {
            throw new ScenarioException(type + " has no " + name + "; it has "
                    + String.join(", ", Arrays.asList(FieldNames.of(type))) + " and properties");
        }
        return name;
    }

    /// Words are parted by blanks, but for those between quotation marks, which go away.
    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c != ' ' || isQuoted) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (isQuoted) {
            throw new ScenarioException("a quotation mark is missing");
        }
        words.add(word.toString());
        return words;
    }
}
