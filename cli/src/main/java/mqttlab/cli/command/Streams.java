package mqttlab.cli.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a command is connected to.
///
/// @param in standard input, unbuffered
/// @param out standard output: results
/// @param err standard error: messages
/// @param terminal what shows the output
/// @param interrupt how it is asked to end
/// @param wire who is told what it sends to others, and receives
/// @param server the server that is meant where none is named, as a URI; null for that of this machine
public record Streams(
        InputStream in,
        Output out,
        PrintStream err,
        Terminal terminal,
        Interrupt interrupt,
        Wire wire,
        @Nullable String server) {

    /// Those of a command that nobody interrupts or listens to.
    public Streams(InputStream in, Output out, PrintStream err, Terminal terminal) {
        this(in, out, err, terminal, Interrupt.NEVER, Wire.NOBODY, null);
    }

    /// Those of the process.
    public static Streams ofProcess() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                Output.ofProcess(),
                System.err,
                Terminal.ofProcess(),
                Interrupt.ofProcess(),
                Wire.NOBODY,
                null);
    }

    /// The same with other results.
    public Streams withOut(Output other) {
        return new Streams(in, other, err, terminal, interrupt, wire, server);
    }

    /// The same with other messages.
    public Streams withErr(PrintStream other) {
        return new Streams(in, out, other, terminal, interrupt, wire, server);
    }

    /// Opens the file of that name, unbuffered; `-` or no name is standard input.
    public InputStream open(@Nullable String name) throws IOException {
        if (name == null || name.equals("-")) return in;
        Path path = Path.of(name);
        if (Files.isDirectory(path)) throw new Failure(Status.NO_INPUT, name + ": is a directory");
        return Files.newInputStream(path);
    }
}
