package mqttlab.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs every command line of a file in this process, so that an AOT cache can be made of what they load.
final class Training {
    public static void main(String[] args) throws IOException {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            if (line.isEmpty() || line.startsWith("#")) continue;
            int status = run(line);
            if (status != Main.OK) {
                System.err.println("status " + status + ": " + line);
                System.exit(status);
            }
        }
    }

    private static int run(String line) throws IOException {
        Streams streams = Streams.ofProcess();
        int redirection = line.indexOf(" < ");
        if (redirection < 0) return Main.run(streams, line.split(" "));
        try (InputStream in = new FileInputStream(line.substring(redirection + 3))) {
            Streams redirected = new Streams(in, streams.out(), streams.err(), streams.terminal());
            return Main.run(redirected, line.substring(0, redirection).split(" "));
        }
    }
}
