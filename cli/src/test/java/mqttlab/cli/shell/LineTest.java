package mqttlab.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines as they are typed, and the words that commands get.
class LineTest {

    private static List<List<String>> words(String text) throws Line.Incomplete {
        return Line.parse(text).stream()
                .map(line -> line.words().stream().map(Line.Word::text).toList())
                .toList();
    }

    private static List<String> one(String text) throws Line.Incomplete {
        return words(text).getFirst();
    }

    @Test
    void quotationMarksAreThoseOfSh() throws Line.Incomplete {
        assertEquals(List.of("pub", "-t", "a b", "-m", "it's \\n"), one("pub -t 'a b' -m \"it's \\n\""));
        assertEquals(List.of("a b", "\"", "\\", ""), one("a\\ b \\\" \"\\\\\" ''"));
        assertEquals(List.of("ab c d"), one("a'b c'\" d\""));
    }

    @Test
    void aCommentBeginsWithAWord() throws Line.Incomplete {
        assertEquals(List.of(List.of("sub", "-t", "a/#")), words("sub -t a/# # all below a"));
        assertEquals(List.of(), words("# nothing"));
    }

    @Test
    void commandsArePartedByLinesAndSemicolons() throws Line.Incomplete {
        assertEquals(List.of(List.of("a"), List.of("b;c"), List.of("d")), words("a; 'b;c';;\nd # e; f"));
    }

    @Test
    void anAmpersandAtTheEndMeansBesideThePrompt() throws Line.Incomplete {
        List<Line> lines = Line.parse("sub -t a& ; sub -t b & # c\npub; packets mqtt.qos && mqtt.dupflag");
        assertEquals(
                List.of(true, true, false, false),
                lines.stream().map(Line::isBackground).toList());
        assertEquals("sub -t a", lines.getFirst().text());
        assertEquals(
                List.of("packets", "mqtt.qos", "&&", "mqtt.dupflag"),
                lines.get(3).words().stream().map(Line.Word::text).toList());
        assertFalse(Line.parse("packets a &&").getFirst().isBackground());
    }

    @Test
    void aBackslashJoinsLines() throws Line.Incomplete {
        assertEquals(List.of(List.of("pub", "-t", "a")), words("pub \\\n -t a"));
    }

    @Test
    void whatIsNotClosedIsIncomplete() {
        Line.Incomplete quote = assertThrows(Line.Incomplete.class, () -> Line.parse("pub -m 'it"));
        assertEquals(7, quote.at);
        assertTrue(String.valueOf(quote.getMessage()).contains("expected another '"));
        assertThrows(Line.Incomplete.class, () -> Line.parse("pub -m \"it"));
        assertEquals(4, assertThrows(Line.Incomplete.class, () -> Line.parse("pub \\")).at);
    }

    @Test
    void wordsKnowHowTheyWereTyped() throws Line.Incomplete {
        Line.Word word =
                Line.parse("packets mqtt.topic == \"a b\"").getFirst().words().getLast();
        assertEquals("a b", word.text());
        assertEquals("\"a b\"", word.source());
        assertEquals(22, word.at());
    }

    @Test
    void theLastWordIsWhatIsBeingTyped() {
        assertEquals(List.of("pub", "-t", "a b"), begun("sub; pub -t 'a b"));
        assertEquals(List.of("pub", ""), begun("pub "));
        assertEquals(List.of(""), begun("pub;"));
        assertEquals(List.of(""), begun(""));
    }

    private static List<String> begun(String text) {
        return Line.begun(text).stream().map(Line.Word::text).toList();
    }
}
