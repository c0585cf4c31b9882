package mqttlab.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a shell needs to complete command lines: the commands, their options, and the words that these take.
record CompletionScript(List<CommandSpec> commands) {

    private static final String BASH = """
        # Completes the command lines of mqttlab in bash: eval "$(mqttlab completion bash)"
        _mqttlab() {
            local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=
            if [ "$COMP_CWORD" -eq 1 ]; then
                words='%COMMANDS%'
            else
                case "${COMP_WORDS[1]} $before" in
        %VALUES%
                    *)
                        case "${COMP_WORDS[1]} $word" in
        %OPTIONS%
                        esac
                        ;;
                esac
            fi
            COMPREPLY=($(compgen -W "$words" -- "$word"))
        }
        complete -o default -F _mqttlab mqttlab
        """;

    /// What turns the completion of bash on in zsh.
    private static final String ZSH = """
        autoload -U +X compinit && compinit
        autoload -U +X bashcompinit && bashcompinit
        """;

    /// Where nothing else is left, bash completes the names of files.
    String bash() {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder options = new StringBuilder();
        for (CommandSpec command : commands) {
            String name = name(command);
            names.append(names.isEmpty() ? "" : " ").append(name);
            StringBuilder all = new StringBuilder();
            for (OptionSpec option : command.options()) {
                if (!option.hidden()) {
                    all.append(all.isEmpty() ? "" : " ").append(String.join(" ", option.names()));
                    values.append(bashValues(name, option));
                }
            }
            line(options, 16, "'" + name + " -'*) words='" + all + "' ;;");
        }
        return BASH.replace("%COMMANDS%", names).replace("%VALUES%\n", values).replace("%OPTIONS%\n", options);
    }

    /// What stands behind an option that takes a value: its words, or none.
    private static String bashValues(String command, OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        StringBuilder patterns = new StringBuilder();
        for (String name : option.names()) {
            patterns.append(patterns.isEmpty() ? "" : " | ").append("'" + command + " " + name + "'");
        }
        StringBuilder row = new StringBuilder();
        line(row, 12, patterns + ") words='" + String.join(" ", choices(option)) + "' ;;");
        return row.toString();
    }

    private static void line(StringBuilder out, int indent, String text) {
        out.repeat(' ', indent).append(text).append('\n');
    }

    /// zsh reads what is written for bash.
    String zsh() {
        return bash().replace("completion bash", "completion zsh")
                .replace("in bash", "in zsh")
                .replace("_mqttlab() {", ZSH + "_mqttlab() {");
    }

    String fish() {
        StringBuilder out = new StringBuilder(
                "# Completes the command lines of mqttlab in fish: mqttlab completion fish | source\n");
        for (CommandSpec command : commands) {
            String name = name(command);
            line(
                    out,
                    0,
                    "complete -c mqttlab -n __fish_use_subcommand -f -a " + name + " -d "
                            + quoted(command.usageMessage().description()[0]));
            for (OptionSpec option : command.options()) {
                if (!option.hidden()) {
                    line(out, 0, "complete -c mqttlab -n '__fish_seen_subcommand_from " + name + "'" + fish(option));
                }
            }
        }
        return out.toString();
    }

    private static String fish(OptionSpec option) {
        StringBuilder out = new StringBuilder();
        for (String name : option.names()) {
            boolean isLong = name.startsWith("--");
            String kind = isLong ? " -l " : name.length() == 2 ? " -s " : " -o ";
            out.append(kind).append(name.substring(isLong ? 2 : 1));
        }
        List<String> choices = choices(option);
        if (!choices.isEmpty()) {
            out.append(" -x -a ").append(quoted(String.join(" ", choices)));
        } else if (option.arity().max() > 0) {
            out.append(" -r");
        }
        return out.append(" -d ")
                .append(quoted(option.description()[0].replace("%%", "%")))
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /// The words that an option takes, where its label lists them.
    private static List<String> choices(OptionSpec option) {
        List<String> words = new ArrayList<>();
        if (option.paramLabel().contains("|")) {
            words.addAll(List.of(option.paramLabel().split("\\|")));
        }
        return words;
    }

    private static String name(CommandSpec command) {
        return command.name().substring(command.name().lastIndexOf(' ') + 1);
    }
}
