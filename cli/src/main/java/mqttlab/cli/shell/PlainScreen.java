package mqttlab.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;

/// A screen that nobody types at: lines follow each other.
final class PlainScreen implements Screen {

    private final Streams streams;
    private final OutputStream out;
    private final OutputStream err;
    private final InputStream in;

    /// @param in what commands may read
    PlainScreen(Streams streams, InputStream in) {
        this.streams = streams;
        this.in = in;
        out = new Shared(streams.out());
        err = new Shared(streams.err());
    }

    /// Hands on each piece at once and whole. Whose it is closes it.
    private static final class Shared extends OutputStream {

        private final OutputStream to;

        Shared(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (to) {
                to.write(bytes, offset, length);
                to.flush();
            }
        }
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public void above(String line, boolean isError) {
        if (isError) {
            streams.err().println(line);
            return;
        }
        Output to = streams.out();
        synchronized (to) {
            to.println(line).flush();
        }
    }

    @Override
    public Terminal terminal() {
        return streams.terminal();
    }
}
