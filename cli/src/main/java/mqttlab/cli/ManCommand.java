package mqttlab.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `mqttlab man`: prints the manual page of a command, made from its help.
final class ManCommand implements Command {

    private final Options options = new Options();
    private final Options.Value<@Nullable String> name = options.parameter(
            "COMMAND", "The command; without it the page of mqttlab. mqttlab man pub | man -l - shows a page.");

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        String wanted = name.get();
        if (wanted == null) {
            streams.out().print(ManPage.ofProgram(Main.describeAll(), Main.version()));
            return Main.OK;
        }
        for (CommandSpec each : Main.describeAll()) {
            if (each.name().equals("mqttlab " + wanted)) {
                streams.out().print(ManPage.of(each, Main.version()));
                return Main.OK;
            }
        }
        throw new Failure(Main.USAGE, "there is no command '" + wanted + "'");
    }
}
