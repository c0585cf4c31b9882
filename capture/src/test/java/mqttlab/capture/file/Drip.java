package mqttlab.capture.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// A pipe that never has more than one byte to give, and says it has none.
final class Drip extends InputStream {

    private final ByteArrayInputStream in;

    Drip(byte[] bytes) {
        in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
        return in.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        return in.read(to, offset, Math.min(1, length));
    }

    @Override
    public int available() {
        return 0;
    }
}
