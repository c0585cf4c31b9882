package mqttlab.client.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.packet.Codec;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;

/// What the records of a log come to.
final class State {

    /// PUBLISH packets by their identifiers.
    private final Map<Integer, byte[]> messages = new LinkedHashMap<>();
    private final Set<Integer> released = new LinkedHashSet<>();
    private final Set<Integer> received = new LinkedHashSet<>();

    /// Takes a record into account. Returns whether its kind is known.
    boolean apply(char kind, byte[] bytes, int from, int to) {
        switch (kind) {
            case Log.PUBLISHED -> {
                byte[] packet = Arrays.copyOfRange(bytes, from, to);
                messages.put(publish(packet).packetId(), packet);
            }
            case Log.RELEASED -> {
                int id = id(bytes, from);
                messages.remove(id);
                released.add(id);
            }
            case Log.COMPLETED -> {
                int id = id(bytes, from);
                messages.remove(id);
                released.remove(id);
            }
            case Log.RECEIVED -> received.add(id(bytes, from));
            case Log.FORGOTTEN -> received.remove(id(bytes, from));
            case Log.CLEARED -> {
                messages.clear();
                released.clear();
                received.clear();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int id(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
    }

    private static Publish publish(byte[] packet) {
        return (Publish) Codec.read(packet, 0, packet.length, Version.V5);
    }

    int count() {
        return messages.size() + released.size() + received.size();
    }

    SessionStore.Kept kept() {
        List<Publish> all = new ArrayList<>(messages.size());
        for (byte[] packet : messages.values()) {
            all.add(publish(packet));
        }
        return new SessionStore.Kept(all, List.copyOf(released), List.copyOf(received));
    }

    /// A log that comes to the same, without its header.
    byte[] records() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Released identifiers come from messages published before the others.
        for (int id : released) {
            out.writeBytes(Log.record(Log.RELEASED, id));
        }
        for (byte[] packet : messages.values()) {
            out.writeBytes(Log.record(Log.PUBLISHED, packet));
        }
        for (int id : received) {
            out.writeBytes(Log.record(Log.RECEIVED, id));
        }
        return out.toByteArray();
    }
}
