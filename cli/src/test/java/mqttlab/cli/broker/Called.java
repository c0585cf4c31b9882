package mqttlab.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;

/// What a command line did, run in this process.
record Called(int status, String out, String err) {

    /// @param in what standard input says
    static Called with(String in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new Output(out),
                new PrintStream(err, true, UTF_8),
                Terminal.NONE);
        int status = Main.run(streams, args);
        return new Called(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
