package mqttlab.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mqttlab.cli.option.ColorOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class OptionsTest {
    private enum Form {
        TREE,
        JSON
    }

    private final Options options = new Options();
    private final Options.Value<Boolean> flag = options.flag("-x --hex-pane", "A flag.");
    private final Options.Value<@Nullable String> text = options.text("--text", "TEXT", "A text.");
    private final Options.Value<List<String>> fields = options.texts("-e", "FIELD", "A field.");
    private final Options.Value<Form> form = options.choice("-T", Form.TREE, "A form.");
    private final Options.Value<@Nullable String> file = options.parameter("FILE", "A file.");
    private final ColorOption color = new ColorOption(options);

    private void parse(String... args) {
        new CommandLine(options.spec()).parseArgs(args);
    }

    @Test
    void haveInitialValues() {
        parse();
        assertFalse(flag.get());
        assertNull(text.get());
        assertEquals(List.of(), fields.get());
        assertEquals(Form.TREE, form.get());
        assertNull(file.get());
        assertFalse(color.isOn(Terminal.NONE));
    }

    @Test
    void haveTheValuesOfTheCommandLine() {
        parse("-xTjson", "-e", "b", "a.pcap", "-ea", "--text=", "--color", "always");
        assertTrue(flag.get());
        assertEquals("", text.get());
        assertEquals(List.of("b", "a"), fields.get());
        assertEquals(Form.JSON, form.get());
        assertEquals("a.pcap", file.get());
        assertTrue(color.isOn(Terminal.NONE));
    }

    @Test
    void neverColorWhenToldSo() {
        parse("--color=never");
        assertFalse(color.isOn(new Terminal(80, true)));
    }

    @Test
    void namesTheChoices() {
        ParameterException e = assertThrows(ParameterException.class, () -> parse("-T", "JSON"));
        assertEquals("Invalid value for option '-T': expected one of tree, json but was 'JSON'", e.getMessage());
    }
}
