package mqttlab.conform;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.packet.Framing;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What the words of one conversation stand for.
///
/// `{t}` is a topic that no other conversation uses, `{a}` the client identifier of the client called a (`{client}` of
/// the one without a name; `{a:23}` made that long), `{x*20}` a text twenty times, `{n}` how often something was said,
/// `{topic-alias-maximum+1}`
/// a number of the server's. A value
/// `$name` is what the server said where the name stood first.
class Names {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("\\$[a-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("([a-z-]+)([+-]\\d+)?");

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final String run;
    private final int scenario;
    private final Version version;
    private final Capabilities server;
    private int count = 1;
    private final Map<String, String> bound = new HashMap<>();

    /// @param run a few letters and digits that no other run has
    Names(String run, int scenario, Version version, Capabilities server) {
        this.run = run;
        this.scenario = scenario;
        this.version = version;
        this.server = server;
    }

    /// A topic; those of this conversation begin with it.
    String topic() {
        return "conform/" + run + "/" + version.level() + scenario;
    }

    /// At most 23 letters and digits, which each server has to take.
    String clientId(String client) {
        return "cf" + run + version.level() + "x" + scenario + client;
    }

    /// How often a packet was sent that is sent several times: `{n}`.
    void count(int n) {
        count = n;
    }

    String expand(String text) {
        if (isVariable(text)) {
            String value = bound.get(text);
            if (value == null) {
                throw new ScenarioException(text + " stands for nothing yet");
            }
            return value;
        }
        Matcher braces = BRACES.matcher(text);
        StringBuilder out = new StringBuilder();
        while (braces.find()) {
            braces.appendReplacement(out, Matcher.quoteReplacement(meaning(braces.group(1))));
        }
        return braces.appendTail(out).toString();
    }

    private String meaning(String word) {
        if (word.equals("t")) {
            return topic();
        }
        if (word.equals("n")) {
            return Integer.toString(count);
        }
        int star = word.lastIndexOf('*');
        if (star > 0) {
            String part = word.substring(0, star);
            return part.repeat(number(word, star, 0, Framing.MAX_LENGTH / part.length()));
        }
        Matcher number = NUMBER.matcher(word);
        if (word.indexOf('-') > 0 && number.matches()) {
            String more = number.group(2);
            return Long.toString(server.number(number.group(1)) + (more == null ? 0 : Integer.parseInt(more)));
        }
        int colon = word.indexOf(':');
        if (colon > 0) {
            String id = clientId(word.substring(0, colon));
            int more = number(word, colon, id.length(), 0xffff) - id.length();
            return id + LETTERS.repeat(more / LETTERS.length() + 1).substring(0, more);
        }
        return clientId(word.equals("client") ? "" : word);
    }

    /// The number behind that place of a word.
    private static int number(String word, int at, int least, int most) {
        int number = PacketWords.number(word.substring(at + 1));
        if (number < least || number > most) {
            throw new ScenarioException(
                    "{" + word + "}: expected a number from " + least + " to " + most + " but found " + number);
        }
        return number;
    }

    static boolean isVariable(String value) {
        return VARIABLE.matcher(value).matches();
    }

    @Nullable
    String bound(String variable) {
        return bound.get(variable);
    }

    void bind(Map<String, String> found) {
        bound.putAll(found);
    }
}
