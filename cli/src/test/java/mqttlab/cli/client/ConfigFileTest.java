package mqttlab.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which file of options is meant: the command line is read as getopt(3) does.
class ConfigFileTest {

    @TempDir
    Path directory;

    private String file;

    @BeforeEach
    void write() throws IOException {
        Path path = directory.resolve("options");
        Files.writeString(path, "# a comment\n-t the topic\n");
        file = path.toString();
    }

    private List<String> words(String line) throws IOException {
        return new PubCommand().words(given(line));
    }

    private List<String> given(String line) {
        List<String> given = new ArrayList<>();
        for (String word : line.split(" ")) {
            given.add(word.replace("FILE", file));
        }
        return given;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-o FILE",
                "-oFILE",
                "--options FILE",
                "--options=FILE",
                "-rdo FILE",
                "-rdoFILE",
                "-o other -o FILE",
                "-m -o -o FILE"
            })
    void isNamed(String line) throws IOException {
        List<String> expected = new ArrayList<>(List.of("-t", "the topic"));
        expected.addAll(given(line));
        assertEquals(expected, words(line));
    }

    /// It is the value of another option, or no option at all.
    @ParameterizedTest
    @ValueSource(strings = {"-m -o -r FILE", "-m-o FILE", "--message=-o FILE", "-m x -- -o FILE"})
    void isNotNamed(String line) throws IOException {
        assertFalse(words(line).contains("the topic"));
    }

    @Test
    void isNotThere() {
        IOException why = assertThrows(IOException.class, () -> words("-o " + file + "s"));
        assertEquals(file + "s", why.getMessage());
    }
}
