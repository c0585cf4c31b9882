package mqttlab.cli;

import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
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
            return Status.OK;
        }
        for (CommandSpec each : Main.describeAll()) {
            if (each.name().equals("mqttlab " + wanted)) {
                streams.out().print(ManPage.of(each, Main.version()));
                return Status.OK;
            }
        }
        throw new Failure(Status.USAGE, "there is no command '" + wanted + "'");
    }
}
