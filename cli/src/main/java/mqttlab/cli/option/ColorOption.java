package mqttlab.cli.option;

import mqttlab.cli.command.Options;
import mqttlab.cli.command.Terminal;

/// The option `--color`, of every command that prints for people.
public final class ColorOption {
    private enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    private final Options.Value<When> when;

    public ColorOption(Options options) {
        when = options.choice("--color", When.AUTO, "Colour the output; auto: on a terminal, unless NO_COLOR is set.");
    }

    public boolean isOn(Terminal terminal) {
        return switch (when.get()) {
            case AUTO -> terminal.likesColor();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
