package mqttlab.cli.learn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// What a lesson remembers: connections, and the messages of late.
final class Past {

    private static final int MOST_LINKS = 1_000;
    private static final int MOST_MESSAGES = 1_000;

    private final Map<Integer, Link> links = new LinkedHashMap<>();
    private final ArrayDeque<Sent> messages = new ArrayDeque<>();
    private final IntPredicate isSecure;

    /// @param isSecure whether a server of ours speaks TLS at this port
    Past(IntPredicate isSecure) {
        this.isSecure = isSecure;
    }

    void see(Sight sight) {
        Link link = link(sight);
        link.see(sight);
        if (sight.packet() instanceof Publish publish) {
            messages.add(new Sent(sight, publish, link));
            if (messages.size() > MOST_MESSAGES) {
                messages.remove();
            }
        }
    }

    /// The connection of a packet.
    Link link(Sight sight) {
        Link link = links.computeIfAbsent(sight.stream(), stream -> new Link(stream, sight.port()));
        if (links.size() > MOST_LINKS) {
            links.remove(links.keySet().iterator().next());
        }
        return link;
    }

    /// All connections, the oldest first.
    List<Link> links() {
        return new ArrayList<>(links.values());
    }

    /// Those of one client, the oldest first.
    List<Link> links(String client) {
        return links.values().stream()
                .filter(link -> link.client().equals(client) && !client.isEmpty())
                .toList();
    }

    /// The messages that went by, the oldest first.
    List<Sent> messages() {
        return new ArrayList<>(messages);
    }

    /// The last PUBLISH of a client that was of the same message, on another connection than this one; or null.
    @Nullable
    Sent source(Sight delivered, Publish message) {
        Sent source = null;
        for (Sent each : messages) {
            boolean isSame = each.message().topic().equals(message.topic())
                    && each.message().payload().equals(message.payload());
            if (isSame && each.sight().isFromClient() && each.sight().stream() != delivered.stream()) {
                source = each;
            }
        }
        return source;
    }

    /// Whether the server at this port speaks TLS.
    boolean isSecure(int port) {
        return isSecure.test(port);
    }
}
