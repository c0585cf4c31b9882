package mqttlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/// The options and parameters of a command, in picocli's terms.
///
/// They are built by calls: picocli's annotations are read through proxy classes made at run time, which would cost
/// more
/// than all the rest of a short command.
final class Options {
    /// What the command line says for an option or parameter, or else its initial value.
    static final class Value<T extends @Nullable Object> {
        private final ArgSpec spec;
        private final T initial;

        private Value(ArgSpec spec, T initial) {
            this.spec = spec;
            this.initial = initial;
        }

        T get() {
            T value = spec.getValue();
            return value == null ? initial : value;
        }
    }

    static {
        // No option is a java.time.Month or such: picocli need not load them all to be prepared.
        System.setProperty("picocli.converters.excludes", "java.*");
    }

    /// Makes what picocli finds named in annotations: nothing.
    static final CommandLine.IFactory FACTORY = new CommandLine.IFactory() {
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
    static CommandSpec newSpec() {
        return CommandSpec.wrapWithoutInspection(null, FACTORY);
    }

    CommandSpec spec() {
        return spec;
    }

    /// An option without a value.
    Value<Boolean> flag(String names, String meaning) {
        return add(named(names, meaning).type(boolean.class), false);
    }

    /// An option with any text as its value, which may be left out: it is "" then.
    Value<@Nullable String> optional(String names, String label, String meaning) {
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(label)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("");
        return add(option, null);
    }

    /// An option with any text as its value.
    Value<@Nullable String> text(String names, String label, String meaning) {
        return add(named(names, meaning).paramLabel(label).type(String.class), null);
    }

    /// An option that may be given several times; its values in the order given.
    Value<List<String>> texts(String names, String label, String meaning) {
        return add(named(names, meaning).paramLabel(label).type(List.class).auxiliaryTypes(String.class), List.of());
    }

    /// An option whose value is one of the constants of an enum, typed in lower case.
    <E extends Enum<E>> Value<E> choice(String names, E initial, String meaning) {
        List<E> choices = List.of(initial.getDeclaringClass().getEnumConstants());
        OptionSpec.Builder option = named(names, meaning)
                .paramLabel(join(choices, "|"))
                .type(initial.getDeclaringClass())
                .converters(text -> choose(choices, text));
        return add(option, initial);
    }

    /// A parameter that may be left out.
    Value<@Nullable String> parameter(String label, String meaning) {
        PositionalParamSpec parameter = PositionalParamSpec.builder()
                .paramLabel(label)
                .description(meaning)
                .arity("0..1")
                .type(String.class)
                .build();
        spec.addPositional(parameter);
        return new Value<>(parameter, null);
    }

    /// One or more parameters.
    Value<List<String>> parameters(String label, String meaning) {
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
