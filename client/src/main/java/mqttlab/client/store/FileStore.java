package mqttlab.client.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.packet.Codec;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;

/// A session in a file that outlives the program, however it ends: what was flushed is with the operating system. A
/// power failure may take the last seconds.
///
/// The file is a log: eight bytes `MQTTLAB1`, then records, each of
///
/// | bytes | |
/// | --- | --- |
/// | 4 | length of the body, big-endian |
/// | 4 | CRC-32C of kind and body |
/// | 1 | kind |
/// | n | body |
///
/// | kind | body | |
/// | --- | --- | --- |
/// | `I` | UTF-8 | the client identifier; first of all |
/// | `P` | a PUBLISH packet of MQTT 5.0 | a message was accepted, under its packet identifier |
/// | `R` | packet identifier in two bytes | PUBREC has come |
/// | `C` | packet identifier | the exchange is over |
/// | `Q` | packet identifier | a message with QoS 2 was received |
/// | `F` | packet identifier | the server has released it |
/// | `X` | nothing | all of the above is void |
///
/// A record at the end that is incomplete, or whose checksum is wrong, was being written when the program died: it is
/// cut off, and nothing that was sent depends on it. Anywhere else it is damage, and the file is not used. When the
/// log is long it begins again: at once where nothing is kept, else with what is.
public final class FileStore implements SessionStore {

    private static final int LONG = 4 * 1024 * 1024;
    private static final int LONG_FOR_NOTHING = 64 * 1024;

    private final Path file;
    private final String clientId;
    private final Kept kept;
    private final ReentrantLock lock = new ReentrantLock();
    /// Held while the file is written to, so that records reach it in their order.
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    /// How many messages and identifiers are kept.
    private int count;

    private final Claim claim;
    private LogFile log;
    private long compactAt = LONG;
    /// A callback may close the client, whose connection ends after that.
    private volatile boolean isClosed;

    private FileStore(Path file, String clientId, Claim claim) throws IOException {
        this.file = file;
        this.clientId = clientId;
        this.claim = claim;
        this.log = new LogFile(file);
        try {
            State state = new State();
            int whole = Log.replay(log.read(), clientId, state);
            log.cut(whole);
            if (whole == 0) {
                log.write(Log.header(clientId));
            }
            this.kept = state.kept();
            this.count = state.count();
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /// Opens the session in this file, or makes a new one.
    ///
    /// @throws IOException where the file cannot be used: also where another client uses it, it holds the session
    /// of another client identifier, or is damaged
    public static FileStore open(Path file, String clientId) throws IOException {
        try {
            Claim claim = Claim.of(file);
            try {
                return new FileStore(file, clientId, claim);
            } catch (IOException e) {
                claim.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Kept load() {
        return kept;
    }

    @Override
    public void published(Publish publish) {
        append(Log.record(Log.PUBLISHED, Codec.write(publish, Version.V5)), 1);
    }

    @Override
    public void released(int id) {
        append(Log.record(Log.RELEASED, id), 0);
    }

    @Override
    public void completed(int id) {
        append(Log.record(Log.COMPLETED, id), -1);
    }

    @Override
    public void received(int id) {
        append(Log.record(Log.RECEIVED, id), 1);
    }

    @Override
    public void forgotten(int id) {
        append(Log.record(Log.FORGOTTEN, id), -1);
    }

    @Override
    public void clear() {
        append(Log.record(Log.CLEARED, new byte[0]), -count);
    }

    private void append(byte[] record, int more) {
        lock.lock();
        try {
            buffer.writeBytes(record);
            count += more;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            byte[] records;
            boolean isNothing;
            lock.lock();
            try {
                if (buffer.size() == 0 || isClosed) {
                    return;
                }
                records = buffer.toByteArray();
                buffer.reset();
                isNothing = count == 0;
            } finally {
                lock.unlock();
            }
            if (isNothing && log.size() > LONG_FOR_NOTHING) {
                log.cut(Log.header(clientId).length);
            } else {
                write(records);
                if (log.size() > compactAt) {
                    compact();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(byte[] records) throws IOException {
        try {
            log.write(records);
        } catch (IOException e) {
            putBack(records);
            throw e;
        }
    }

    /// Those that came later follow on them.
    private void putBack(byte[] records) {
        lock.lock();
        try {
            byte[] later = buffer.toByteArray();
            buffer.reset();
            buffer.writeBytes(records);
            buffer.writeBytes(later);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is kept to a new file, which then takes the place of this one.
    private void compact() throws IOException {
        State state = new State();
        Log.replay(log.read(), clientId, state);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        LogFile shorter = new LogFile(next);
        try {
            shorter.cut(0);
            shorter.write(Log.header(clientId));
            shorter.write(state.records());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            shorter.close();
            Files.deleteIfExists(next);
            throw e;
        }
        log.close();
        log = shorter;
        compactAt = Math.max(LONG, 4 * log.size());
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        try (claim;
                LogFile _ = log) {
            flush();
        } finally {
            isClosed = true;
        }
    }
}
