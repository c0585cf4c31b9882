package mqttlab.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What `--help` prints. Lines end at blanks only, so that `mqtt://127.0.0.1:1883` can be copied; picocli would break
/// it
/// behind a dot.
final class HelpText {

    /// Where Java's line breaks may stand within a word. While lines are made, letters take their place.
    private static final String BREAKS = "./:-=|?[]~";

    /// Of the private use area, whose characters are letters to line breaks, and in nobody's text.
    private static final char FIRST = '\ue000';

    private HelpText() {}

    /// The text; the command line is of no other use afterwards.
    static String of(CommandLine line, Ansi ansi) {
        CommandSpec spec = line.getCommandSpec();
        for (OptionSpec it : List.copyOf(spec.options())) {
            spec.remove(it);
            spec.addOption(OptionSpec.builder(it)
                    .paramLabel(unbroken(it.paramLabel()))
                    .description(unbroken(it.description()))
                    .build());
        }
        for (PositionalParamSpec it : List.copyOf(spec.positionalParameters())) {
            spec.remove(it);
            spec.addPositional(PositionalParamSpec.builder(it)
                    .paramLabel(unbroken(it.paramLabel()))
                    .description(unbroken(it.description()))
                    .build());
        }
        StringBuilder text = new StringBuilder(line.getUsageMessage(Help.defaultColorScheme(ansi)));
        for (int i = 0; i < text.length(); i++) {
            int index = text.charAt(i) - FIRST;
            if (index >= 0 && index < BREAKS.length()) {
                text.setCharAt(i, BREAKS.charAt(index));
            }
        }
        return text.toString();
    }

    private static String[] unbroken(String... lines) {
        String[] all = new String[lines.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = unbroken(lines[i]);
        }
        return all;
    }

    private static String unbroken(String text) {
        // picocli has read it as a format once, and will again.
        String it = text.replace("%", "%%");
        for (int i = 0; i < BREAKS.length(); i++) {
            it = it.replace(BREAKS.charAt(i), (char) (FIRST + i));
        }
        return it;
    }
}
