package mqttlab.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mqttlab.cli.command.Command;
import picocli.CommandLine.Model.OptionSpec;

/// A command whose parameters are a display filter, which may be typed as it is: `packets mqtt.topic == "a/b"`.
/// Quotation marks belong to it, but for single ones around all of a word.
abstract class Filtering implements Command {

    /// The words of a line as the command takes them: options with their values, and what else stands there as it was
    /// typed.
    List<String> args(List<Line.Word> words) {
        List<String> args = new ArrayList<>();
        List<Line.Word> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            if (!text.startsWith("-") || text.length() < 2) {
                rest.add(words.get(i));
                continue;
            }
            args.add(text);
            OptionSpec option = options().spec().findOption(text);
            if (option != null && option.arity().min() > 0 && i + 1 < words.size()) {
                args.add(words.get(++i).text());
            }
        }
        args.addAll(parameters(rest));
        return args;
    }

    /// What stands beside the options and is no parameter to picocli; "" where nothing does.
    String label() {
        return "";
    }

    /// What stands beside the options, as parameters.
    List<String> parameters(List<Line.Word> words) {
        return words.isEmpty() ? List.of() : List.of(filter(words));
    }

    /// A filter of these words.
    static String filter(List<Line.Word> words) {
        return words.stream()
                .map(it -> it.source().startsWith("'") ? it.text() : it.source())
                .collect(Collectors.joining(" "));
    }
}
