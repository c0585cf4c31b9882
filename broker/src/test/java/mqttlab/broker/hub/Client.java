package mqttlab.broker.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// One network connection of a client: what it says goes to the hub, what it hears is there to be looked at.
final class Client implements Link {

    private final Lab lab;
    private final List<Packet> heard = new ArrayList<>();
    private byte[] rest = {};
    private Version version = Version.V5;
    private @Nullable Connection connection;
    private @Nullable ConnAck welcome;
    private boolean isClosed;
    private boolean isPaused;
    /// What has not left, as the link says.
    private long backlog;
    /// What was written since the link last said that it had drained.
    private long written;
    /// Whether nothing leaves any more.
    private boolean isStuck;

    Client(Lab lab) {
        this.lab = lab;
    }

    void open() {
        connection = lab.hub.open(this);
        lab.flush();
    }

    Connection connection() {
        return Objects.requireNonNull(connection);
    }

    // What the client does.

    /// Sends packets, in one turn.
    Client says(Packet... packets) {
        for (Packet packet : packets) {
            if (packet instanceof Connect connect) {
                version = connect.version();
            }
            sends(Codec.write(packet, version));
        }
        lab.flush();
        return this;
    }

    /// Will send bytes of this version.
    Client speaks(Version newVersion) {
        version = newVersion;
        return this;
    }

    /// Sends bytes, without the end of a turn. They are overwritten at once, as they are by what is read next.
    Client sends(byte[] bytes) {
        byte[] passing = Arrays.copyOf(bytes, bytes.length + 3);
        lab.hub.received(connection(), passing, 0, bytes.length);
        Arrays.fill(passing, (byte) 0xee);
        return this;
    }

    /// Its network connection breaks.
    void vanishes() {
        lab.gone(this);
    }

    // What the client sees.

    /// It has heard exactly this since the last look.
    Client hears(Packet... expected) {
        assertEquals(List.of(expected), heard());
        return this;
    }

    Client hearsNothing() {
        return hears();
    }

    List<Packet> heard() {
        List<Packet> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    Client welcomed() {
        List<Packet> all = heard();
        assertFalse(all.isEmpty(), "no CONNACK");
        ConnAck first = assertInstanceOf(ConnAck.class, all.getFirst());
        assertEquals(0, first.code(), first::toString);
        welcome = first;
        heard.addAll(all.subList(1, all.size()));
        return this;
    }

    ConnAck welcome() {
        return Objects.requireNonNull(welcome);
    }

    /// It was told to go, and why.
    void isDismissed(int reasonCode) {
        Disconnect last = assertInstanceOf(Disconnect.class, heard().getLast());
        assertEquals(Integer.toHexString(reasonCode), Integer.toHexString(last.reasonCode()), last::toString);
        assertTrue(isClosed);
    }

    /// It was refused in CONNACK.
    void isRefused(int code) {
        ConnAck last = assertInstanceOf(ConnAck.class, heard().getLast());
        assertEquals(Integer.toHexString(code), Integer.toHexString(last.code()), last::toString);
        assertTrue(isClosed);
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isPaused() {
        return isPaused;
    }

    // How fast it reads.

    /// Reads nothing any more: what is sent stays in our buffers.
    Client stops() {
        isStuck = true;
        return this;
    }

    /// Reads all that there is, and whatever comes.
    Client goesOn() {
        isStuck = false;
        backlog = 0;
        lab.hub.drained(connection());
        lab.flush();
        return this;
    }

    /// Whether much has been written and has left.
    boolean hasDrained() {
        boolean much = !isStuck && !isClosed && written > 1000;
        written = much ? 0 : written;
        return much;
    }

    /// Reads some bytes, but too few to be called drained.
    void reads(long bytes) {
        backlog -= bytes;
    }

    // The link.

    @Override
    public void write(byte[] bytes, int length) {
        assertFalse(isClosed, "written to a closed link");
        byte[] all = Arrays.copyOf(rest, rest.length + length);
        System.arraycopy(bytes, 0, all, rest.length, length);
        int at = 0;
        while (at < all.length && Framing.next(all, at, all.length) instanceof Framing.Whole(int header, int size)) {
            heard.add(Codec.read(all, at, at + size, version(all, at, size), Direction.SERVER_TO_CLIENT));
            at += size;
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        written += length;
        if (isStuck) {
            backlog += length;
        }
    }

    /// A damaged CONNECT may name another version than was meant, and is answered in that: CONNACK of 5.0 is longer
    /// than four bytes.
    private Version version(byte[] bytes, int at, int size) {
        return bytes[at] == 0x20 && size == 4 ? Version.V3_1_1 : version;
    }

    @Override
    public long backlog() {
        return backlog;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public void pause() {
        isPaused = true;
    }

    @Override
    public void resume() {
        isPaused = false;
    }

    @Override
    public String peer() {
        return "a test";
    }

    @Override
    public String listener() {
        return "mqtt://test:1883";
    }
}
