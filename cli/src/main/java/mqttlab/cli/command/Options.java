package mqttlab.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The options and parameters of a command, in picocli's terms.
///
/// They are built by calls: picocli's annotations are read through proxy classes made at run time, which would cost
/// more than all the rest of a short command.
public final class Options {
    /// What the command line says for an option or parameter, or else its initial value.
    public static final class Value<T extends @Nullable Object> {
        private final ArgSpec spec;
        private final T initial;

        private Value(ArgSpec spec, T initial) {
            this.spec = spec;
            this.initial = initial;
        }

        public T get() {
            T value = spec.getValue();
            return value == null ? initial : value;
        }
    }

    static {
        // No option is a java.time.Month or such: picocli need not load them all to be prepared.
        System.setProperty("picocli.converters.excludes", "java.*");
    }

    /// Makes what picocli finds named in annotations: nothing.
    public static final CommandLine.IFactory FACTORY = new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> type) {
            if (type == List.class) {
                return type.cast(new ArrayList<>());
            }
            throw new UnsupportedOperationException(type.getName());
        }
    };

    private final CommandSpec spec = newSpec();

    /// A description to add to. Without a factory of ours picocli makes its own, which looks for Groovy in every
    /// jar.
    public static CommandSpec newSpec() {
        return CommandSpec.wrapWithoutInspection(null, FACTORY);
    }

    public CommandSpec spec() {
        return spec;
    }

    /// An option without a value.
    public Value<Boolean> flag(String names, String meaning) {
        return add(named(names, meaning).type(boolean.class), false);
    }

    /// An option with any text as its value, which may be left out: it is "" then.
    public Value<@Nullable String> optional(String names, String label, String meaning) {
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(label)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("");
        return add(option, null);
    }

    /// An option with any text as its value.
    public Value<@Nullable String> text(String names, String label, String meaning) {
        return add(named(names, meaning).paramLabel(label).type(String.class), null);
    }

    /// An option that may be given several times; its values in the order given.
    public Value<List<String>> texts(String names, String label, String meaning) {
        return add(named(names, meaning).paramLabel(label).type(List.class).auxiliaryTypes(String.class), List.of());
    }

    /// An option without a value that may be given several times: how often it was.
    public Count count(String names, String meaning) {
        OptionSpec.Builder option = named(names, meaning).arity("0").type(List.class);
        return new Count(add(option.auxiliaryTypes(Boolean.class), List.of()));
    }

    /// How often an option was given.
    public record Count(Value<List<Boolean>> given) {
        public int get() {
            return given.get().size();
        }
    }

    /// An option that may be given several times, with several words each time.
    ///
    /// @param length says from the first words how many there are, at least two
    public Value<List<List<String>>> groups(String names, String label, String meaning, Length length) {
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(List.class)
                .parameterConsumer((words, arg, command) -> arg.setValue(appended(arg, words, length, command)));
        return add(option, List.of());
    }

    /// How many words belong to an option.
    public interface Length {
        int of(String first, String second);
    }

    private static List<List<String>> appended(ArgSpec arg, Stack<String> words, Length length, CommandSpec command) {
        int count = words.size() < 2 ? 2 : length.of(words.get(words.size() - 1), words.get(words.size() - 2));
        if (words.size() < count) {
            throw new ParameterException(
                    command.commandLine(), arg.paramLabel() + ": expected " + count + " words but got " + words.size());
        }
        List<String> group = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            group.add(words.pop());
        }
        List<List<String>> before = arg.getValue();
        List<List<String>> all = new ArrayList<>(before == null ? List.of() : before);
        all.add(group);
        return all;
    }

    /// Has the command line read as getopt(3) does: an option takes the next word whatever it is, and a later value
    /// replaces an earlier one.
    public void readLikeGetopt() {
        spec.parser().overwrittenOptionsAllowed(true).allowOptionsAsOptionParameters(true);
    }

    /// Has an option show the version of the program.
    public void addVersion() {
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    }

    /// An option whose value is one of the constants of an enum, typed in lower case.
    public <E extends Enum<E>> Value<E> choice(String names, E initial, String meaning) {
        List<E> choices = List.of(initial.getDeclaringClass().getEnumConstants());
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(join(choices, "|"))
                .type(initial.getDeclaringClass())
                .converters(text -> choose(choices, text));
        return add(option, initial);
    }

    /// The same; null where the option is not given.
    public <E extends Enum<E>> Value<@Nullable E> choiceIfGiven(String names, Class<E> type, String meaning) {
        return new Value<>(choice(names, type.getEnumConstants()[0], meaning).spec, null);
    }

    /// The same with a value that may be left out: it is `usual` then. Null where the option is not given.
    public <E extends Enum<E>> Value<@Nullable E> optionalChoice(
            String names, List<E> choices, E usual, String meaning) {
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(join(choices, "|"))
                .type(usual.getDeclaringClass())
                .arity("0..1")
                .fallbackValue(typed(usual))
                .converters(text -> choose(choices, text));
        return add(option, null);
    }

    /// An option whose value may be left out: it is `usual` then. Null where the option is not given.
    public Value<@Nullable String> optionalText(String names, String label, String usual, String meaning) {
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(label)
                .type(String.class)
                .arity("0..1")
                .fallbackValue(usual);
        return add(option, null);
    }

    /// A parameter that may be left out, behind those that were added before.
    public Value<@Nullable String> parameter(String label, String meaning) {
        PositionalParamSpec parameter = PositionalParamSpec.builder()
                .index(Integer.toString(spec.positionalParameters().size()))
                .paramLabel(label)
                .description(meaning)
                .arity("0..1")
                .type(String.class)
                .build();
        spec.addPositional(parameter);
        return new Value<>(parameter, null);
    }

    /// One or more parameters.
    public Value<List<String>> parameters(String label, String meaning) {
        PositionalParamSpec parameter = PositionalParamSpec.builder()
                .paramLabel(label)
                .description(meaning)
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
        spec.addPositional(parameter);
        return new Value<>(parameter, List.of());
    }

    private static OptionSpec.Builder named(String names, String meaning) {
        return OptionSpec.builder(names.split(" ")).description(meaning);
    }

    private <T extends @Nullable Object> Value<T> add(OptionSpec.Builder builder, T initial) {
        OptionSpec option = builder.build();
        spec.addOption(option);
        return new Value<>(option, initial);
    }

    private static <E extends Enum<E>> E choose(List<E> choices, String text) {
        for (E choice : choices) {
            if (typed(choice).equals(text)) return choice;
        }
        throw new TypeConversionException("expected one of " + join(choices, ", ") + " but was '" + text + "'");
    }

    private static <E extends Enum<E>> String join(List<E> choices, String separator) {
        StringBuilder joined = new StringBuilder();
        for (E choice : choices) {
            if (!joined.isEmpty()) joined.append(separator);
            joined.append(typed(choice));
        }
        return joined.toString();
    }

    private static String typed(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
