package mqttlab.client.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import mqttlab.packet.MalformedPacketException;

/// The records of a [FileStore]: how they lie in the file.
final class Log {

    static final char CLIENT = 'I';
    static final char PUBLISHED = 'P';
    static final char RELEASED = 'R';
    static final char COMPLETED = 'C';
    static final char RECEIVED = 'Q';
    static final char FORGOTTEN = 'F';
    static final char CLEARED = 'X';

    private static final byte[] MAGIC = "MQTTLAB1".getBytes(StandardCharsets.US_ASCII);
    /// Length, checksum, kind.
    private static final int FRAME = 4 + 4 + 1;

    private Log() {}

    /// What stands at the beginning of the file.
    static byte[] header(String clientId) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.writeBytes(record(CLIENT, clientId.getBytes(StandardCharsets.UTF_8)));
        return header.toByteArray();
    }

    static byte[] record(char kind, byte[] body) {
        return ByteBuffer.allocate(FRAME + body.length)
                .putInt(body.length)
                .putInt(checksum(kind, body, 0, body.length))
                .put((byte) kind)
                .put(body)
                .array();
    }

    static byte[] record(char kind, int id) {
        return record(kind, new byte[] {(byte) (id >>> 8), (byte) id});
    }

    private static int checksum(char kind, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /// Reads the whole records of a file into `state`. Returns where the last of them ends: 0 for a file in which not
    /// even the header is whole.
    ///
    /// @throws IOException where it is no session, that of another client, or damaged
    static int replay(byte[] file, String clientId, State state) throws IOException {
        byte[] header = header(clientId);
        if (file.length < header.length && Arrays.equals(file, Arrays.copyOf(header, file.length))) {
            return 0;
        }
        if (!Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new IOException("it does not begin with " + new String(MAGIC, StandardCharsets.US_ASCII));
        }
        if (!Arrays.equals(header, Arrays.copyOf(file, header.length))) {
            throw new IOException("it holds the session of another client identifier than " + clientId);
        }
        ByteBuffer records = ByteBuffer.wrap(file);
        int at = header.length;
        while (file.length - at >= FRAME) {
            int length = records.getInt(at);
            long end = at + FRAME + (length & 0xffff_ffffL);
            if (end > file.length) {
                break;
            }
            char kind = (char) (file[at + 8] & 0xff);
            if (checksum(kind, file, at + FRAME, length) != records.getInt(at + 4)) {
                if (end == file.length) {
                    break;
                }
                throw new IOException("the record at byte " + at
                        + " is damaged; move the file away to begin a new session, and lose what it keeps");
            }
            apply(state, kind, file, at + FRAME, (int) end);
            at = (int) end;
        }
        return at;
    }

    private static void apply(State state, char kind, byte[] file, int from, int to) throws IOException {
        try {
            if (!state.apply(kind, file, from, to)) {
                throw new IOException("the record that ends at byte " + to + " is of no known kind");
            }
        } catch (MalformedPacketException | ClassCastException | IndexOutOfBoundsException e) {
            throw new IOException("the record that ends at byte " + to + " makes no sense", e);
        }
    }
}
