package mqttlab.cli.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.cli.dissection.WatchTerms;
import mqttlab.cli.journal.Vocabulary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What may stand where somebody types: commands, their options, and what these take, by the label of their value.
final class Completion {

    /// @param text the whole word
    /// @param isWhole whether another word follows, not more of this one
    record Choice(String text, String meaning, boolean isWhole) {}

    private static final int MOST_FILES = 500;

    private final Session session;
    private final Vocabulary vocabulary;
    private @Nullable List<CommandSpec> commands;
    private @Nullable List<String> fields;

    Completion(Session session) {
        this.session = session;
        this.vocabulary = new Vocabulary(session.journal());
    }

    /// What may stand in the place of the last word.
    ///
    /// @param before what stands before the cursor
    List<Choice> of(String before) {
        List<Line.Word> words = Line.begun(before);
        String word = words.getLast().text();
        List<Choice> choices = new ArrayList<>();
        if (words.size() == 1) {
            names(choices);
        } else {
            CommandSpec command = find(words.getFirst().text());
            if (command != null) {
                ofCommand(choices, command, words, word);
            } else if (words.getFirst().text().equals("help")) {
                names(choices);
            }
        }
        choices.removeIf(it -> !it.text().startsWith(word));
        return choices;
    }

    private void names(List<Choice> choices) {
        for (CommandSpec each : commands()) {
            choices.add(
                    new Choice(name(each), String.join("", each.usageMessage().description()), true));
        }
        choices.add(new Choice("help", "List the commands, or explain one.", true));
    }

    private void ofCommand(List<Choice> choices, CommandSpec command, List<Line.Word> words, String word) {
        OptionSpec before = command.findOption(words.get(words.size() - 2).text());
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (before != null && before.arity().min() > 0) {
            values(choices, before, "", word);
        } else if (equals > 0) {
            OptionSpec named = command.findOption(word.substring(0, equals));
            if (named != null) {
                values(choices, named, word.substring(0, equals + 1), word.substring(equals + 1));
            }
        } else if (word.startsWith("-")) {
            options(choices, command, word);
        } else {
            if (words.size() == 2 && Session.SERVERS.contains(name(command))) {
                choices.add(new Choice("start", "Start it beside the prompt, as without this word.", true));
            }
            for (PositionalParamSpec each : command.positionalParameters()) {
                values(choices, each, "", word);
            }
            values(choices, session.parameter(name(command)), "", word);
        }
    }

    private static void options(List<Choice> choices, CommandSpec command, String word) {
        for (OptionSpec each : command.options()) {
            for (String name : each.names()) {
                if (name.startsWith("--") || !word.startsWith("--")) {
                    choices.add(new Choice(name, String.join(" ", each.description()), true));
                }
            }
        }
    }

    private void values(List<Choice> choices, ArgSpec arg, String lead, String word) {
        values(choices, arg.paramLabel(), lead, word);
    }

    /// @param label "FILE", "auto|hex|raw"
    /// @param lead what stands in the word before its value
    private void values(List<Choice> choices, String label, String lead, String word) {
        switch (label) {
            case "" -> {}
            case "FILE", "FILE.pcapng" -> files(choices, lead, word);
            case "TOPIC" -> vocabulary.topics().forEach(it -> add(choices, lead, it, "a topic that was heard"));
            case "ID", "CLIENT", "CLIENT_ID" ->
                vocabulary.clients().forEach(it -> add(choices, lead, it, "a client that was heard"));
            case "FILTER" -> {
                fields().forEach(it -> add(choices, lead, it, ""));
                vocabulary.topics().forEach(it -> add(choices, lead, it, "a topic that was heard"));
            }
            case "NAME|all" -> {
                jobs(choices, lead);
                add(choices, lead, "all", "everything that runs");
            }
            case "NAME|HOST[:PORT]|URL" -> jobs(choices, lead);
            default -> {
                if (label.indexOf('|') > 0 && label.chars().noneMatch(c -> c == '[' || Character.isUpperCase(c))) {
                    Arrays.stream(label.split("\\|")).forEach(it -> add(choices, lead, it, ""));
                }
            }
        }
    }

    private static void add(List<Choice> choices, String lead, String value, String meaning) {
        choices.add(new Choice(lead + value, meaning, true));
    }

    private void jobs(List<Choice> choices, String lead) {
        for (Job job : session.jobs().all()) {
            add(choices, lead, job.name(), job.line());
        }
    }

    private static void files(List<Choice> choices, String lead, String word) {
        String folder = word.substring(0, word.lastIndexOf('/') + 1);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                boolean isHidden = name.startsWith(".") && !word.startsWith(folder + ".");
                if (!isHidden && choices.size() < MOST_FILES) {
                    boolean isFolder = Files.isDirectory(each);
                    choices.add(new Choice(lead + folder + name + (isFolder ? "/" : ""), "", !isFolder));
                }
            }
        } catch (IOException | InvalidPathException e) {
            // There is nothing to offer.
        }
    }

    private List<String> fields() {
        List<String> known = fields;
        if (known == null) {
            known = new ArrayList<>();
            new WatchTerms().ofCaptures().names().forEach(known::add);
            fields = known;
        }
        return known;
    }

    private List<CommandSpec> commands() {
        List<CommandSpec> known = commands;
        if (known == null) {
            known = session.describe();
            commands = known;
        }
        return known;
    }

    private @Nullable CommandSpec find(String name) {
        for (CommandSpec each : commands()) {
            if (name(each).equals(name)) {
                return each;
            }
        }
        return null;
    }

    private static String name(CommandSpec command) {
        return command.name().substring(command.name().lastIndexOf(' ') + 1);
    }
}
