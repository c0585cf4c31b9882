package mqttlab.conform;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A conversation as it was held, for people: a line for each packet, its bytes beside it.
public final class Account {

    /// How many bytes of a packet are shown.
    private static final int MOST = 48;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Account() {}

    /// The lines, the last of them what was expected and what came instead, where that was so.
    public static List<String> of(Result result) {
        List<String> lines = new ArrayList<>();
        for (Utterance it : result.said()) {
            lines.add(it.arrow() + it.summary() + hex(it.bytes()));
        }
        switch (result.outcome()) {
            case Outcome.Passed it -> {}
            case Outcome.Skipped it -> lines.add("skipped: " + it.why());
            case Outcome.Failed it -> {
                String file = result.scenario().place().replaceFirst(":.*", "");
                if (!it.expected().isEmpty()) {
                    lines.add("expected, at " + file + ":" + it.line() + ":");
                    it.expected().lines().forEach(line -> lines.add("    " + line.strip()));
                }
                it.why().lines().forEach(line -> lines.add("but: " + line));
            }
        }
        return lines;
    }

    private static String hex(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        int shown = Math.min(bytes.length, MOST);
        String more = bytes.length > shown ? " ... (" + bytes.length + " bytes)" : "";
        return "   # " + HEX.formatHex(bytes, 0, shown) + more;
    }
}
