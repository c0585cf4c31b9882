package mqttlab.conform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.finding.Catalogue;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Reads conversations. docs/conform.md has the notation.
public final class ScenarioReader {

    private static final Pattern TITLE = Pattern.compile("== (.+)");
    private static final Pattern PROVES =
            Pattern.compile("(3\\.1\\.1|5\\.0)((?: +(?:MQTT-[0-9.]+-[0-9]+|[0-9]+(?:\\.[0-9]+)+))+)");
    private static final Pattern NEEDS = Pattern.compile("needs +(.+)");
    private static final Pattern NEED = Pattern.compile("(no )?([a-z-]+)(?: (\\d+))?");
    private static final Pattern ONLY = Pattern.compile("(3\\.1\\.1|5\\.0): +(.*)");
    private static final Pattern PAUSE = Pattern.compile("~ +(\\d+(?:\\.\\d+)?) s");
    private static final Pattern SPEECH = Pattern.compile("([a-z]*) *([<>]) *(.+)");
    private static final Pattern MORE = Pattern.compile("(&\\?|&\\*|&|\\|) *(.+)");
    private static final Pattern WITHIN = Pattern.compile("(.*?) +within +(\\d+(?:\\.\\d+)?) s");

    private static final Pattern TIMES = Pattern.compile("(.*?) +times +(\\S+)");

    private final String file;
    private final int firstNumber;
    private final List<Scenario> scenarios = new ArrayList<>();
    private final Map<Version, List<String>> proves = new EnumMap<>(Version.class);
    private final List<Need> needs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> text = new ArrayList<>();
    private boolean isJudged = true;
    private String title = "";
    private int titleLine;

    private ScenarioReader(String file, int firstNumber) {
        this.file = file;
        this.firstNumber = firstNumber;
    }

    /// Reads all conversations of a file.
    ///
    /// @param file how messages call it
    /// @param firstNumber of the first of them
    /// @throws ScenarioException with file and line, where it is not written as it should be
    public static List<Scenario> read(String file, List<String> lines, int firstNumber) {
        ScenarioReader reader = new ScenarioReader(file, firstNumber);
        for (int i = 0; i < lines.size(); i++) {
            try {
                reader.line(i + 1, lines.get(i));
            } catch (ScenarioException e) {
                throw e.at(file, i + 1);
            }
        }
        reader.finish();
        return reader.scenarios;
    }

    private void finish() {
        if (title.isEmpty()) {
            return;
        }
        if (proves.isEmpty() || steps.isEmpty()) {
            String what =
                    proves.isEmpty() ? "it proves nothing: expected '3.1.1 MQTT-...' or '5.0 MQTT-...'" : "no steps";
            throw new ScenarioException("'" + title + "': " + what).at(file, titleLine);
        }
        while (text.getLast().isBlank() || text.getLast().startsWith("#")) {
            text.removeLast();
        }
        String place = file + ":" + titleLine;
        scenarios.add(new Scenario(title, place, firstNumber + scenarios.size(), proves, needs, isJudged, steps, text));
        proves.clear();
        needs.clear();
        isJudged = true;
        steps.clear();
        text.clear();
    }

    private void line(int number, String line) {
        String said = withoutComment(line).strip();
        Matcher head = TITLE.matcher(said);
        if (head.matches()) {
            finish();
            title = head.group(1);
            titleLine = number;
        }
        if (title.isEmpty()) {
            if (!said.isEmpty()) {
                throw new ScenarioException("expected a title, '== ...'");
            }
            return;
        }
        text.add(line);
        if (said.isEmpty() || head.matches() || heading(said)) {
            return;
        }
        Matcher only = ONLY.matcher(said);
        Version version = only.matches() ? version(only.group(1)) : null;
        step(number, said, version, only.matches() ? only.group(2) : said);
    }

    /// A # begins a comment at the start of a line or behind blanks; a filter may hold one.
    private static String withoutComment(String line) {
        if (line.startsWith("#")) {
            return "";
        }
        int at = line.indexOf(" # ");
        return at < 0 ? line : line.substring(0, at);
    }

    private static Version version(String number) {
        return number.equals("5.0") ? Version.V5 : Version.V3_1_1;
    }

    private boolean heading(String said) {
        Matcher statements = PROVES.matcher(said);
        if (statements.matches()) {
            Version version = version(statements.group(1));
            for (String id : statements.group(2).strip().split(" +", -1)) {
                if (id.startsWith("MQTT-") && Catalogue.of(version).find(id) == null) {
                    throw new ScenarioException(version + " has no statement " + id);
                }
                proves.computeIfAbsent(version, key -> new ArrayList<>()).add(id);
            }
            return true;
        }
        if (said.equals("unjudged")) {
            isJudged = false;
            return true;
        }
        Matcher list = NEEDS.matcher(said);
        if (list.matches()) {
            for (String each : list.group(1).split(", *", -1)) {
                needs.add(need(each));
            }
            return true;
        }
        return false;
    }

    private static Need need(String text) {
        Matcher need = NEED.matcher(text);
        if (!need.matches() || !Need.WORDS.contains(need.group(2))) {
            throw new ScenarioException(
                    "expected one of " + String.join(", ", Need.WORDS) + " but found '" + text + "'");
        }
        int number = need.group(3) == null ? 0 : Integer.parseInt(need.group(3));
        return new Need(need.group(2), number, need.group(1) != null);
    }

    private void step(int number, String line, @Nullable Version only, String said) {
        Matcher pause = PAUSE.matcher(said);
        Matcher speech = SPEECH.matcher(said);
        Matcher more = MORE.matcher(said);
        if (pause.matches()) {
            steps.add(new Step.Pause(number, line, only, seconds(pause.group(1))));
        } else if (more.matches()) {
            steps.add(continued(line, more.group(1), more.group(2)));
        } else if (!speech.matches()) {
            throw new ScenarioException("expected 'CLIENT > packet', 'CLIENT < packet' or '~ SECONDS s'");
        } else if (speech.group(2).equals(">")) {
            steps.add(sent(number, line, only, speech.group(1), speech.group(3)));
        } else {
            steps.add(expected(number, line, only, speech.group(1), speech.group(3)));
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private static Step sent(int number, String line, @Nullable Version only, String client, String what) {
        return switch (what) {
            case "FIN" -> new Step.End(number, line, only, client, false);
            case "RST" -> new Step.End(number, line, only, client, true);
            default -> sentPacket(number, line, only, client, what);
        };
    }

    private static Step sentPacket(int number, String line, @Nullable Version only, String client, String what) {
        Matcher times = TIMES.matcher(what);
        String packet = times.matches() ? times.group(1) : what;
        String count = times.matches() ? times.group(2) : "1";
        return new Step.Send(number, line, only, client, PacketWords.message(packet), count);
    }

    private static Step expected(int number, String line, @Nullable Version only, String client, String what) {
        Matcher within = WITHIN.matcher(what);
        Duration time = within.matches() ? seconds(within.group(2)) : null;
        String said = within.matches() ? within.group(1) : what;
        Matcher times = TIMES.matcher(said);
        String rest = times.matches() ? times.group(1) : said;
        String count = times.matches() ? times.group(2) : "1";
        List<List<Answer>> alternatives = List.of(List.of(PacketWords.answer(rest)));
        return new Step.Expect(number, line, only, client, alternatives, List.of(), time, count);
    }

    /// The step before, with what may or must come too.
    private Step continued(String line, String how, String what) {
        if (steps.isEmpty() || !(steps.getLast() instanceof Step.Expect before)) {
            throw new ScenarioException("a line that begins with " + how + " continues one with <");
        }
        steps.removeLast();
        Answer pattern = PacketWords.answer(what);
        List<List<Answer>> alternatives = new ArrayList<>(before.alternatives());
        List<Step.Extra> optional = new ArrayList<>(before.optional());
        switch (how) {
            case "|" -> alternatives.add(List.of(pattern));
            case "&" -> {
                List<Answer> both = new ArrayList<>(alternatives.removeLast());
                both.add(pattern);
                alternatives.add(both);
            }
            default -> optional.add(new Step.Extra(pattern, how.equals("&*")));
        }
        String text = before.text() + "\n" + line;
        return new Step.Expect(
                before.line(),
                text,
                before.only(),
                before.client(),
                alternatives,
                optional,
                before.within(),
                before.times());
    }
}
