package mqttlab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;

/// What a command line did, run in this process.
record Run(int status, String out, String err) {
    static Run of(List<Row> commands, byte[] in, String... args) {
        return of(commands, Terminal.NONE, in, args);
    }

    static Run of(List<Row> commands, Terminal terminal, byte[] in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                new Streams(new ByteArrayInputStream(in), new Output(out), new PrintStream(err, true, UTF_8), terminal);
        int status = new Main(commands, streams).run(args);
        return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
