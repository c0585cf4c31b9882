package mqttlab.cli.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/// A line under way, to JLine: the words up to the cursor.
record TypedLine(String line, int cursor, List<Line.Word> before) implements CompletingParsedLine {

    static TypedLine of(String line, int cursor) {
        return new TypedLine(line, cursor, Line.begun(line.substring(0, cursor)));
    }

    @Override
    public String word() {
        return before.getLast().text();
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return before.size() - 1;
    }

    @Override
    public List<String> words() {
        return before.stream().map(Line.Word::text).toList();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        String text = candidate.toString();
        boolean isPlain = text.chars().noneMatch(c -> c <= ' ' || "'\"\\;&".indexOf(c) >= 0) && !text.startsWith("#");
        return isPlain ? text : "'" + text.replace("'", "'\\''") + (complete ? "'" : "");
    }

    @Override
    public int rawWordCursor() {
        return rawWordLength();
    }

    @Override
    public int rawWordLength() {
        return cursor - before.getLast().at();
    }
}
