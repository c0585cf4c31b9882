package mqttlab.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;

/// Runs every command line of a file in this process, so that an AOT cache can be made of what they load.
///
/// Words end at a space; `|` hands the output of one command to the next; `{port}` is that of a server to speak to.
final class Training {
    public static void main(String[] args) throws IOException {
        try (TrainingServer server = TrainingServer.start()) {
            for (String line : Files.readAllLines(Path.of(args[0]))) {
                String port = Integer.toString(server.port());
                int status = run(line.replace("{port}", port).split(" \\| "));
                if (status != Status.OK) {
                    System.err.println("status " + status + ": " + line);
                    System.exit(status);
                }
            }
        }
    }

    private static int run(String[] commands) {
        Streams process = Streams.ofProcess();
        InputStream in = process.in();
        for (int i = 0; i < commands.length - 1; i++) {
            ByteArrayOutputStream pipe = new ByteArrayOutputStream();
            int status = run(commands[i], in, new Output(pipe), process);
            if (status != Status.OK) return status;
            in = new ByteArrayInputStream(pipe.toByteArray());
        }
        return run(commands[commands.length - 1], in, process.out(), process);
    }

    private static int run(String command, InputStream in, Output out, Streams process) {
        return Main.run(new Streams(in, out, process.err(), process.terminal()), command.split(" "));
    }
}
