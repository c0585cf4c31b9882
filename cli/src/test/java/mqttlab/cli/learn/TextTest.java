package mqttlab.cli.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.finding.Catalogue;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;

/// What the stages tell.
class TextTest {

    private static final Pattern CITED = Pattern.compile("\\[(MQTT-[0-9.]+-[0-9]+)] of (3\\.1\\.1|5\\.0|both)");

    private static List<String> all(Text text) {
        List<String> all = new ArrayList<>(text.paragraphs());
        for (Text.Part part : text.steps().values()) {
            all.add(part.task());
            all.add(part.done());
            all.addAll(part.hints().values());
        }
        return all;
    }

    @Test
    void thereAreTenAndEachIsFound() {
        assertEquals(10, Stages.all().size());
        for (int i = 0; i < 10; i++) {
            Stage stage = Stages.all().get(i);
            assertEquals(i + 1, stage.number());
            assertEquals(stage, Stages.find(Integer.toString(i + 1)));
            assertEquals(stage, Stages.find(stage.name()));
        }
        assertNull(Stages.find("0"));
        assertNull(Stages.find("11"));
    }

    @Test
    void everyStepHasItsPartAndNoPartIsWithoutStep() {
        for (Stage stage : Stages.all()) {
            List<String> steps = stage.steps().get().stream().map(Step::name).toList();
            assertEquals(steps, List.copyOf(stage.text().steps().keySet()), stage.name());
        }
    }

    @Test
    void everyPartSaysWhatToDoWhatToTypeAndThatItIsDone() {
        for (Stage stage : Stages.all()) {
            Text text = stage.text();
            assertTrue(text.paragraphs().size() >= 3, stage.name());
            text.steps().forEach((name, part) -> {
                assertFalse(
                        part.task().isEmpty()
                                || part.done().isEmpty()
                                || part.lines().isEmpty(),
                        name);
                part.hints().forEach((hint, said) -> assertFalse(said.isBlank(), hint));
            });
        }
    }

    @Test
    void statementsThatAreCitedExist() {
        int count = 0;
        for (Stage stage : Stages.all()) {
            for (String said : all(stage.text())) {
                int brackets = said.split("\\[MQTT-", -1).length - 1;
                for (Matcher cited = CITED.matcher(said); cited.find(); brackets--) {
                    String version = cited.group(2);
                    for (Version each : List.of(Version.V3_1_1, Version.V5)) {
                        if (version.equals("both") || version.equals(each.number())) {
                            assertNotNull(Catalogue.of(each).find(cited.group(1)), cited.group());
                            count++;
                        }
                    }
                }
                assertEquals(0, brackets, "cited without version: " + said);
            }
        }
        assertTrue(count > 10, "only " + count);
    }
}
