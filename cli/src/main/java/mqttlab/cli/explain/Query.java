package mqttlab.cli.explain;

import java.util.Locale;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// What somebody wants explained, as it was typed.
///
/// @param text in lower case, words with a space between
record Query(String text) {

    static Query of(String typed) {
        return new Query(typed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }

    /// What is asked for where the text begins with a word for this kind, or null.
    @Nullable
    Query within(Kind kind) {
        for (String word : kind.words()) {
            if (text.startsWith(word + " ")) {
                return new Query(text.substring(word.length() + 1));
            }
        }
        return null;
    }

    /// Whether `name` is what is asked for: letters and digits decide, so `receive_maximum` is "Receive Maximum".
    boolean is(String name) {
        return plain(name).equals(plain(text)) && !plain(text).isEmpty();
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    /// The number, in decimal or behind 0x in hexadecimal; -1 where it is none.
    int number() {
        boolean isHex = text.startsWith("0x");
        String digits = isHex ? text.substring(2) : text;
        try {
            boolean isPlain = digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            return isPlain ? Integer.parseInt(digits, isHex ? 16 : 10) : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// The packet type that is named in front of a number, as in "CONNACK 0x87", or null.
    @Nullable
    PacketType packet() {
        int space = text.indexOf(' ');
        if (space > 0) {
            for (PacketType type : PacketType.values()) {
                if (type.name().equalsIgnoreCase(text.substring(0, space))) {
                    return type;
                }
            }
        }
        return null;
    }

    /// What stands behind the packet type.
    Query behindPacket() {
        return packet() == null ? this : new Query(text.substring(text.indexOf(' ') + 1));
    }
}
