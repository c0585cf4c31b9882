package mqttlab.cli.client;

import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;

/// The options that say how messages are printed.
final class PrintOptions {

    private final Encoding encoding;
    private final Options.Value<Boolean> verbose;
    private final Options.Value<Boolean> noNewline;
    private final Options.Value<@Nullable String> format;
    private final Options.Value<Boolean> pretty;

    PrintOptions(Options options, Encoding encoding) {
        this.encoding = encoding;
        // @formatter:off
        verbose = options.flag("-v --verbose", "Print the topic before the payload.");
        noNewline = options.flag("-N", "Do not end each message with a new line.");
        format = options.text("-F --format", "FORMAT", "Print messages in this format: %%t topic, %%p payload, %%j JSON and many more, see docs/commands.md.");
        pretty = options.flag("--pretty", "Print JSON in several lines.");
        // @formatter:on
    }

    /// @param isJson whether all messages are to be printed as JSON
    MessagePrinter printer(Streams streams, boolean isJson, boolean isWatch) {
        boolean isTerminal = streams.terminal().isPresent();
        Cells cells = new Cells(isTerminal, encoding);
        String wanted = isJson ? "%j" : format.get();
        Form form = wanted != null
                ? Format.parse(wanted, new MessageJson(cells, pretty.get(), streams.err()), cells)
                : new Plain(cells, verbose.get());
        return new MessagePrinter(
                streams.out(),
                form,
                !noNewline.get(),
                isWatch,
                streams.terminal().columns());
    }
}
