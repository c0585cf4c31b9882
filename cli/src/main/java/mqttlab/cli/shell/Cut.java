package mqttlab.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import mqttlab.cli.command.Output;

/// What a command prints, until it is to end.
final class Cut extends FilterOutputStream {

    private final Stop stop;

    Cut(OutputStream out, Stop stop) {
        super(out);
        this.stop = stop;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (stop.isCut()) {
            throw new Output.Closed(true);
        }
        out.write(bytes, offset, length);
    }
}
