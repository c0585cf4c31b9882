package mqttlab.cli;

import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `mqttlab completion`: prints a script by which a shell completes command lines.
final class CompletionCommand implements Command {

    private final Options options = new Options();
    private final Options.Value<@Nullable String> shell =
            options.parameter("bash|zsh|fish", "The shell: eval \"$(mqttlab completion bash)\" in ~/.bashrc.");

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        List<CommandSpec> commands = Main.describeAll();
        CompletionScript script = new CompletionScript(commands);
        streams.out()
                .print(
                        switch (shell.get()) {
                            case "bash" -> script.bash();
                            case "zsh" -> script.zsh();
                            case "fish" -> script.fish();
                            case null, default ->
                                throw new Failure(
                                        Status.USAGE,
                                        shell.get() == null
                                                ? "say which shell: bash, zsh or fish"
                                                : "expected bash, zsh or fish but was '" + shell.get() + "'");
                        });
        return Status.OK;
    }
}
