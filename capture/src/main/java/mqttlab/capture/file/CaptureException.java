package mqttlab.capture.file;

import java.io.IOException;

/// Says where a capture file stops making sense: the frames before that place have been delivered.
public final class CaptureException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String expected;
    private final String found;

    CaptureException(String file, long offset, String expected, String found) {
        super(file + ": at offset " + offset + ": expected " + expected + ", found " + found);
        this.file = file;
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    /// The name of the file.
    public String file() {
        return file;
    }

    /// The byte at which the trouble begins, counted from 0; in a gzip file counted after unpacking.
    public long offset() {
        return offset;
    }

    /// What should stand there.
    public String expected() {
        return expected;
    }

    /// What does stand there.
    public String found() {
        return found;
    }
}
