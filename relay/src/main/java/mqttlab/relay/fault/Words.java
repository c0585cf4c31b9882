package mqttlab.relay.fault;

/// The words of a line, with where they stand. White space parts them, but not between double quotes.
final class Words {

    /// @param from where it begins, in characters
    record Word(String text, int from) {
        int to() {
            return from + text.length();
        }

        boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }
    }

    private final String line;
    private int at;

    Words(String line) {
        this.line = line;
    }

    /// The next word, which is empty at the end, without taking it.
    Word peek() {
        int from = at;
        while (from < line.length() && Character.isWhitespace(line.charAt(from))) {
            from++;
        }
        int to = from;
        boolean isQuoted = false;
        while (to < line.length() && (isQuoted || !Character.isWhitespace(line.charAt(to)))) {
            isQuoted ^= line.charAt(to) == '"' && (to == from || line.charAt(to - 1) != '\\');
            to++;
        }
        return new Word(line.substring(from, to), from);
    }

    Word next() {
        Word word = peek();
        at = word.to();
        return word;
    }

    /// Takes the next word if it is this one.
    boolean takes(String keyword) {
        boolean is = peek().is(keyword);
        if (is) {
            next();
        }
        return is;
    }

    boolean isAtEnd() {
        return peek().text().isEmpty();
    }

    /// All that is left, which ends with the line.
    Word rest() {
        int from = peek().from();
        at = line.length();
        return new Word(line.substring(from), from);
    }

    FaultException error(Word word, String message) {
        return new FaultException(line, word.from(), word.text().length(), message);
    }
}
